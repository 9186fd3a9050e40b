package safecity.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;

/**
 * A limit of one listing.
 *
 * @param duty        name of the element that it limits
 * @param name        Chinese name
 * @param duties      whether somebody has to do it; otherwise it is a day to know
 * @param countedFrom event that it is counted from
 * @param days        how many; negative for days before
 * @param working     whether working days are counted
 * @param source      document and article, or 本区默认
 * @param base        day of the event; null until it happened
 * @param due         last day in time; null until the event happened
 * @param provisional 暂定
 * @param doneOn      null until it was done
 */
public record Duty(
        String duty,
        String name,
        boolean duties,
        String countedFrom,
        int days,
        boolean working,
        String source,
        @Nullable LocalDate base,
        @Nullable LocalDate due,
        boolean provisional,
        @Nullable LocalDate doneOn) {

    /** How a duty stands on a day. */
    public enum Standing {
        /** Its day has not been set. */
        AHEAD("未到", ""),
        /** Has to be done by its day. */
        DUE("到期前", "lamp-blue"),
        /** The day is over and it is not done. */
        OVERDUE("超期", "lamp-red"),
        /** Done in time. */
        DONE("已完成", "lamp-green"),
        /** Done after its day. */
        LATE("已完成（超期）", "lamp-orange"),
        /** A day to know, not past yet. */
        OPEN("未过", "lamp-blue"),
        /** A day to know that is past. */
        PAST("已过", "lamp-grey");

        private final String label;
        private final String style;

        Standing(String label, String style) {
            this.label = label;
            this.style = style;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }

        /** Class of its lamp; empty if it has none. */
        public String style() {
            return style;
        }
    }

    /** Returns how it stands on a day; the last day itself is in time. */
    public Standing standing(LocalDate today) {
        if (due == null) {
            return Standing.AHEAD;
        }
        if (doneOn != null) {
            return doneOn.isAfter(due) ? Standing.LATE : Standing.DONE;
        }
        boolean past = today.isAfter(due);
        if (duties) {
            return past ? Standing.OVERDUE : Standing.DUE;
        }
        return past ? Standing.PAST : Standing.OPEN;
    }

    /** Returns how the days are counted, in words. */
    public String counting() {
        if (days == 0) {
            return "当日";
        }
        return "%s%d 个%s".formatted(days < 0 ? "之前 " : "", Math.abs(days), working ? "工作日" : "自然日");
    }

    /** Returns its last day when it is counted from a day. */
    Deadline under(LocalDate from, WorkingDays calendar) {
        return Limit.due(from, days, working, calendar);
    }

    static Duty read(ResultSet row, int index) throws SQLException {
        return new Duty(
                row.getString("duty"),
                row.getString("name"),
                row.getString("kind").equals("DUTY"),
                row.getString("counted_from"),
                row.getInt("days"),
                row.getBoolean("working"),
                row.getString("source"),
                row.getObject("base", LocalDate.class),
                row.getObject("due", LocalDate.class),
                row.getBoolean("provisional"),
                row.getObject("done_on", LocalDate.class));
    }
}
