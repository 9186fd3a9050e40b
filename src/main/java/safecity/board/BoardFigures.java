package safecity.board;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.Totals;
import safecity.identity.Person;

/** What the board, its display on a wall and its Word file say alike. */
@Component
public class BoardFigures {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Totals totals;
    private final Trend trend;
    private final Attention attention;
    private final DailyFigures dailyFigures;
    private final Clock clock;

    BoardFigures(Totals totals, Trend trend, Attention attention, DailyFigures dailyFigures, Clock clock) {
        this.totals = totals;
        this.trend = trend;
        this.attention = attention;
        this.dailyFigures = dailyFigures;
        this.clock = clock;
    }

    /**
     * The figures of a moment.
     *
     * @param asOf      the moment, as 2021-03-15 08:00 in Asia/Shanghai
     * @param yesterday the end of the day before; null if it is not known, as for a list
     * @param trend     the last weeks; null for a list, of which no days are written down
     */
    public record Moment(
            Scopes.Scope scope,
            String asOf,
            Totals.Figures figures,
            DailyFigures.@Nullable Day yesterday,
            List<Attention.Line> attention,
            Trend.@Nullable Weeks trend) {}

    /** Returns the figures of a scope as of now. */
    public Moment of(Scopes.Scope scope, Person viewer) {
        boolean all = scope.list() == 0;
        Totals.Figures figures =
                totals.of(ItemFilter.of(all ? Map.of() : Map.of("list", Long.toString(scope.list()))), viewer);
        LocalDate before = LocalDate.now(clock).minusDays(1);
        return new Moment(
                scope,
                LocalDateTime.now(clock.withZone(WorkingDays.ZONE)).format(MINUTE),
                figures,
                all
                        ? dailyFigures.between(before, before, "").stream()
                                .findFirst()
                                .orElse(null)
                        : null,
                attention.of(figures, scope.list(), viewer),
                all ? trend.of("") : null);
    }
}
