package safecity.document;

import java.time.Instant;
import java.time.LocalDate;

/**
 * That and how a document was served.
 *
 * @param how        送达方式, such as 直接送达, or where it was published
 * @param on         the day
 * @param server     送达人
 * @param note       备注; may be empty
 * @param recordedBy Chinese name of who recorded it; empty if the system served it
 * @param at         when it was recorded
 */
public record Delivery(String how, LocalDate on, String server, String note, String recordedBy, Instant at) {}
