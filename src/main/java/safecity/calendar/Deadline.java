package safecity.calendar;

import java.time.LocalDate;

/**
 * The last day on which something is still in time.
 *
 * @param day         inclusive, in Asia/Shanghai
 * @param provisional 暂定: a year on the way has no holiday notice yet, so it counts weekends only and may still move
 */
public record Deadline(LocalDate day, boolean provisional) {}
