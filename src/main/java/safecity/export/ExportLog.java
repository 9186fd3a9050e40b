package safecity.export;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.audit.AuditTrail;
import safecity.identity.Person;

/** 导出记录: who took out what; append-only. */
@Repository
class ExportLog {

    private static final int SHOWN = 200;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    ExportLog(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One export.
     *
     * @param kind   Chinese name of the workbook
     * @param filter what was asked for, in words; empty if nothing narrowed it
     * @param by     Chinese name of who exported
     * @param unit   short name of that person's unit; empty if there is none
     */
    record Entry(String kind, String filter, int rows, String by, String unit, Instant at) {}

    /** Records an export, whatever becomes of the transaction around it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void add(String kind, String filter, int rows, Person by) {
        jdbc.sql("""
                insert into safecity.export_log (kind, filter, rows, exported_by, exported_at)
                values (:kind, :filter, :rows, :by, :now)""")
                .param("kind", kind)
                .param("filter", filter)
                .param("rows", rows)
                .param("by", by.login())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.record(by, "导出", kind, "%s；%d 行".formatted(filter.isEmpty() ? "全部" : filter, rows));
    }

    /** Returns the newest entries, the latest first. */
    List<Entry> latest() {
        return jdbc.sql("""
                select e.kind, e.filter, e.rows, a.display_name as by, coalesce(u.short_name, '') as unit, e.exported_at
                  from safecity.export_log e
                  join safecity.account a on a.login = e.exported_by
                  left join safecity.unit u on u.code = a.unit
                 order by e.exported_at desc, e.id desc
                 limit :shown""")
                .param("shown", SHOWN)
                .query((row, index) -> new Entry(
                        row.getString("kind"),
                        row.getString("filter"),
                        row.getInt("rows"),
                        row.getString("by"),
                        row.getString("unit"),
                        row.getTimestamp("exported_at").toInstant()))
                .list();
    }
}
