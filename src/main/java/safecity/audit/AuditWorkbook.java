package safecity.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.stereotype.Component;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.workbook.Column;
import safecity.workbook.Table;
import safecity.workbook.TableWorkbook;

/** 导出操作日志: the entries of a filter as a workbook, the latest first, with their hashes. The export is an entry itself. */
@Component
class AuditWorkbook {

    private static final int MOST_ROWS = 100_000;
    private static final String TITLE = "操作日志";
    private static final List<Column> COLUMNS = List.of(
            new Column("序号", 10),
            new Column("时间", 26),
            new Column("节点", 16),
            new Column("账号", 16),
            new Column("姓名", 16),
            new Column("角色", 20),
            new Column("单位", 16),
            new Column("地址", 16),
            new Column("操作", 16),
            new Column("对象", 24),
            new Column("结果", 8),
            new Column("内容", 60),
            new Column("请求编号", 38),
            new Column("上一条哈希", 66),
            new Column("哈希", 66));

    private final AuditList list;
    private final AuditTrail audit;
    private final Clock clock;
    private final DateTimeFormatter time;

    AuditWorkbook(AuditList list, AuditTrail audit, Clock clock) {
        this.list = list;
        this.audit = audit;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(clock.getZone());
    }

    /**
     * Returns the workbook; the caller writes and closes it.
     *
     * @throws Refused if the filter leaves more entries than a workbook is good for
     */
    TableWorkbook of(AuditFilter filter, Person viewer) {
        TableWorkbook book = new TableWorkbook();
        boolean done = false;
        try {
            Table table = book.table(
                    TITLE,
                    TITLE,
                    List.of(TableWorkbook.line(viewer.office(), LocalDate.now(clock)), "范围：" + filter.inWords()),
                    COLUMNS);
            if (!list.forEach(filter, MOST_ROWS, entry -> table.add(cells(entry)))) {
                throw new Refused("符合条件的超过 %,d 条，一个工作簿放不下，请缩小时间范围再导出".formatted(MOST_ROWS));
            }
            audit.record(viewer, "导出", TITLE, "%s；%d 行".formatted(filter.inWords(), table.end()));
            done = true;
            return book;
        } finally {
            if (!done) {
                book.close();
            }
        }
    }

    private Object[] cells(Entry entry) {
        Draft draft = entry.draft();
        return new Object[] {
            entry.seq(),
            time.format(draft.at()),
            draft.node(),
            draft.login(),
            draft.name(),
            draft.roles(),
            draft.unit(),
            draft.address(),
            draft.act(),
            draft.object(),
            draft.outcome().label(),
            draft.details(),
            draft.requestId(),
            entry.previousHash(),
            entry.hash()
        };
    }
}
