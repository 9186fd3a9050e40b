package safecity.cockpit;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;

/**
 * Days that a filter lets through, of one kind.
 *
 * @param kind  which day of an item is meant
 * @param from  first day; null for any
 * @param until last day; null for any
 */
public record DayRange(
        Kind kind, @Nullable LocalDate from, @Nullable LocalDate until) {

    /** Which day of an item is meant, with the URL parameters that bound it. */
    public enum Kind {
        DEADLINE("时限", "from", "until", "i.approved_deadline"),
        DISPATCHED("派发日期", "dispatchedFrom", "dispatchedUntil", "i.created_at"),
        CLOSED("销号日期", "closedFrom", "closedUntil", "i.closed_at");

        private final String label;
        private final String first;
        private final String last;
        private final String column;

        Kind(String label, String first, String last, String column) {
            this.label = label;
            this.first = first;
            this.last = last;
            this.column = column;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }

        /** URL parameter of the first day. */
        public String first() {
            return first;
        }

        /** URL parameter of the last day. */
        public String last() {
            return last;
        }
    }

    static DayRange of(Kind kind, Map<String, String> parameters) {
        return new DayRange(
                kind,
                ItemParameters.day(ItemParameters.text(parameters, kind.first)),
                ItemParameters.day(ItemParameters.text(parameters, kind.last)));
    }

    /** Whether it keeps anything out. */
    public boolean narrows() {
        return from != null || until != null;
    }

    /** The days as parameters of a URL, empty where any day will do. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(kind.first, Objects.toString(from, ""));
        parameters.put(kind.last, Objects.toString(until, ""));
        return parameters;
    }

    /** The condition that a moment of an item lies in these days, with parameters of {@link #moments()}. */
    String condition() {
        return (from == null ? "" : " and %s >= :%s".formatted(kind.column, kind.first))
                + (until == null ? "" : " and %s < :%s".formatted(kind.column, kind.last));
    }

    /** From the beginning of the first day to the end of the last one, in Asia/Shanghai. */
    Map<String, OffsetDateTime> moments() {
        Map<String, OffsetDateTime> moments = new LinkedHashMap<>();
        if (from != null) {
            moments.put(kind.first, from.atStartOfDay(WorkingDays.ZONE).toOffsetDateTime());
        }
        if (until != null) {
            moments.put(
                    kind.last, until.plusDays(1).atStartOfDay(WorkingDays.ZONE).toOffsetDateTime());
        }
        return moments;
    }
}
