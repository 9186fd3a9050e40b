package safecity.engine;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Days as a stored filter names them. Expressions may not call methods of a date (guard G1), so the arithmetic stands here. */
final class FilterDays {

    /** Name under which expressions see {@link #startOfDay}. */
    static final String FUNCTION = "startOfDay";

    private FilterDays() {}

    /** Returns 00:00 in Asia/Shanghai of the day that lies a number of calendar days after today. */
    public static Date startOfDay(int daysFromToday) {
        LocalDate today = LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), EngineConfiguration.ZONE);
        return Date.from(today.plusDays(daysFromToday)
                .atStartOfDay(EngineConfiguration.ZONE)
                .toInstant());
    }

    /** The method behind {@link #FUNCTION}. */
    static Method function() {
        try {
            Method method = FilterDays.class.getDeclaredMethod(FUNCTION, int.class);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
