package safecity.calendar;

import java.time.LocalDate;

/**
 * How a deadline was counted, so that it can be counted anew when the calendar changes.
 *
 * @param from        day that it was counted from; does not count itself
 * @param workingDays whole working days allowed, at least 1
 */
public record Counting(LocalDate from, int workingDays) {}
