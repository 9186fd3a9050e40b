package safecity.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.board.BoardFigures;
import safecity.board.Ranked;
import safecity.board.Scopes;
import safecity.board.Trend;
import safecity.board.UnitGroup;
import safecity.board.UnitRanking;
import safecity.identity.Person;
import safecity.workbook.Column;
import safecity.workbook.Table;
import safecity.workbook.TableWorkbook;

/** Takes out what the board shows: the trend as a workbook, the whole as a Word file. Few rows, so that any number may be made at a time. */
@Component
class BoardExports {

    private static final List<Column> WEEKS = List.of(
            new Column("周一", 12),
            new Column("周日", 12),
            new Column("新增", 8),
            new Column("销号", 8),
            new Column("周末存量", 10));

    private final BoardFigures figures;
    private final UnitRanking ranking;
    private final Trend trend;
    private final ExportLog log;
    private final Clock clock;
    private final TransactionTemplate moment;

    BoardExports(
            BoardFigures figures,
            UnitRanking ranking,
            Trend trend,
            ExportLog log,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.figures = figures;
        this.ranking = ranking;
        this.trend = trend;
        this.log = log;
        this.clock = clock;
        this.moment = new TransactionTemplate(transactions);
        moment.setReadOnly(true);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Returns the weeks of the trend.
     *
     * @param unit code of a unit; empty for all units together
     * @param name what the unit is called
     */
    byte[] trend(String unit, String name, Person viewer) {
        String narrowed = "范围：" + name;
        List<Trend.Week> weeks = trend.of(unit).weeks();
        try (TableWorkbook book = new TableWorkbook();
                ByteArrayOutputStream written = new ByteArrayOutputStream()) {
            Table table = book.table("趋势", "近 12 周趋势", List.of(line(viewer), narrowed), WEEKS);
            weeks.forEach(week -> table.add(cells(week)));
            table.end();
            book.write(written);
            log.add("近12周趋势", narrowed, weeks.size(), viewer);
            return written.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static @Nullable Object[] cells(Trend.Week week) {
        return week.last() == null
                ? new @Nullable Object[] {week.monday(), week.sunday(), "—", "—", "—"}
                : new @Nullable Object[] {week.monday(), week.sunday(), week.registered(), week.closed(), week.open()};
    }

    /** Returns the figures of the board at this moment as a draft in Word, for the office to write the text to. */
    byte[] briefing(Scopes.Scope scope, Ranked by, Person viewer) {
        Map<UnitGroup, List<UnitRanking.Place>> places = new EnumMap<>(UnitGroup.class);
        BoardFigures.Moment now = Objects.requireNonNull(moment.execute(status -> {
            for (UnitGroup group : UnitGroup.values()) {
                places.put(group, ranking.of(group, by, scope.list()));
            }
            return figures.of(scope, viewer);
        }));
        byte[] word = BriefingWord.of(now, places, by, line(viewer));
        int rows = places.values().stream().mapToInt(List::size).sum();
        log.add("督办简报", "范围：%s；截至 %s；按%s排名".formatted(scope.label(), now.asOf(), by.label()), rows, viewer);
        return word;
    }

    private String line(Person viewer) {
        return TableWorkbook.line(viewer.office(), LocalDate.now(clock));
    }
}
