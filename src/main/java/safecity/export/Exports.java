package safecity.export;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.board.Ranked;
import safecity.board.Scopes;
import safecity.board.UnitGroup;
import safecity.board.UnitRanking;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.ItemRecord;
import safecity.cockpit.ItemRecords;
import safecity.cockpit.Totals;
import safecity.engine.Refused;
import safecity.export.ItemColumns.Field;
import safecity.identity.Person;
import safecity.workbook.Column;
import safecity.workbook.Table;
import safecity.workbook.TableWorkbook;

/**
 * Makes workbooks: figures and rows of one moment, under the rights of who asks. Only some are made at a time, for each holds a connection and a file on
 * disk until it is written.
 */
@Component
class Exports {

    private static final long PATIENCE_SECONDS = 20;

    private final ItemRecords records;
    private final ItemColumns columns;
    private final Totals totals;
    private final UnitRanking ranking;
    private final FilterWords words;
    private final ExportLog log;
    private final Clock clock;
    private final TransactionTemplate moment;
    private final Semaphore places;

    Exports(
            ItemRecords records,
            ItemColumns columns,
            Totals totals,
            UnitRanking ranking,
            FilterWords words,
            ExportLog log,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${safecity.exports-at-once}") int atOnce) {
        this.records = records;
        this.columns = columns;
        this.totals = totals;
        this.ranking = ranking;
        this.words = words;
        this.log = log;
        this.clock = clock;
        this.moment = new TransactionTemplate(transactions);
        moment.setReadOnly(true);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.places = new Semaphore(atOnce, true);
    }

    /**
     * Returns a workbook of the items of a filter, all pages; the caller writes and closes it.
     *
     * @throws Refused if too many others are being made
     */
    TableWorkbook items(ItemWorkbook kind, ItemFilter filter, Person viewer) {
        String narrowed = words.of(filter);
        return made(kind.title(), narrowed, viewer, book -> {
            Totals.Figures figures = totals.of(filter, viewer);
            String scope = "%s；%s".formatted(narrowed.isEmpty() ? "全部" : narrowed, FilterWords.figures(figures));
            Table table = table(book, kind, scope, kind.notes(figures.of(filter.view())), viewer);
            records.forEach(filter, viewer, rows(kind, table));
            return table.end(closing(viewer));
        });
    }

    /**
     * Returns a workbook of the items chosen, in their order, without those that the viewer may not see; the caller writes and closes it.
     *
     * @throws Refused if too many others are being made
     */
    TableWorkbook chosen(ItemWorkbook kind, List<String> numbers, Person viewer) {
        String named = "所选 %d 件：%s".formatted(numbers.size(), String.join("、", numbers));
        return made(kind.title(), named, viewer, book -> {
            Table table = table(book, kind, "在清单中勾选的 %d 件".formatted(numbers.size()), List.of(), viewer);
            records.forEach(numbers, viewer, rows(kind, table));
            return table.end(closing(viewer));
        });
    }

    private Table table(TableWorkbook book, ItemWorkbook kind, String scope, List<String> notes, Person viewer) {
        List<String> lines = new ArrayList<>(List.of(line(viewer), "范围：" + scope));
        lines.addAll(notes);
        List<Column> heads = new ArrayList<>(List.of(columns.serial()));
        columns.of(kind).forEach(field -> heads.add(field.column()));
        return book.table(kind.title(), kind.title(), lines, heads);
    }

    private Consumer<ItemRecord> rows(ItemWorkbook kind, Table table) {
        List<Field> fields = columns.of(kind);
        return item -> {
            Object[] cells = new Object[fields.size() + 1];
            cells[0] = table.rows() + 1;
            for (int at = 0; at < fields.size(); at++) {
                cells[at + 1] =
                        Objects.requireNonNullElse(fields.get(at).content().apply(item), "");
            }
            table.add(cells);
        };
    }

    /** Returns the ranking of all groups of units, each on a sheet of its own. */
    TableWorkbook ranking(Scopes.Scope scope, Ranked by, Person viewer) {
        String narrowed = "范围：%s；按%s排名".formatted(scope.label(), by.label());
        return made("单位排名", narrowed, viewer, book -> {
            int rows = 0;
            for (UnitGroup group : UnitGroup.values()) {
                Table table = book.table(
                        group.label(),
                        "单位排名（" + group.label() + "）",
                        List.of(line(viewer), narrowed),
                        RankingColumns.ALL);
                ranking.of(group, by, scope.list()).forEach(place -> table.add(RankingColumns.cells(place)));
                rows += table.end(closing(viewer));
            }
            return rows;
        });
    }

    private interface Work {
        int fill(TableWorkbook book);
    }

    private TableWorkbook made(String kind, String narrowed, Person viewer, Work work) {
        if (!comes()) {
            throw new Refused("同时导出的人太多，请过一两分钟再导出");
        }
        TableWorkbook book = new TableWorkbook();
        boolean done = false;
        try {
            int rows = Objects.requireNonNull(moment.execute(status -> work.fill(book)));
            log.add(kind, narrowed, rows, viewer);
            done = true;
            return book;
        } finally {
            places.release();
            if (!done) {
                book.close();
            }
        }
    }

    private boolean comes() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String closing(Person viewer) {
        return TableWorkbook.closing(viewer.displayName(), LocalDate.now(clock));
    }

    private String line(Person viewer) {
        return TableWorkbook.line(viewer.office(), LocalDate.now(clock));
    }
}
