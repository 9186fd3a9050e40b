package safecity.supervision;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import safecity.engine.Answer;
import safecity.engine.Refused;

/** Dates as a form sends them. */
final class Days {

    private Days() {}

    /**
     * Returns the day.
     *
     * @param what what the form calls it
     * @throws Refused if it is missing or no date
     */
    static LocalDate of(@Nullable String day, String what) {
        String text = Answer.required(day, "请填写" + what);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new Refused("%s“%s”不是日期，请写成 2020-06-30 这样".formatted(what, text));
        }
    }

    /**
     * Returns a day that is not to come.
     *
     * @throws Refused if it is missing, no date or after {@code today}
     */
    static LocalDate past(@Nullable String day, String what, LocalDate today) {
        LocalDate past = of(day, what);
        if (past.isAfter(today)) {
            throw new Refused("%s %s 还没有到，请填写实际办理的日期".formatted(what, past));
        }
        return past;
    }
}
