package safecity.problemlist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.audit.AuditTrail;
import safecity.engine.Refused;
import safecity.problemlist.ProblemList.Status;

/** The lists that were uploaded, with the bytes of their workbooks. */
@Repository
class ProblemLists {

    private static final String SELECT = """
            select l.id, l.title, l.reporting_unit, l.reported_on, l.year, l.file_name, l.status, u.display_name as uploaded_by,
                   l.uploaded_at, c.display_name as confirmed_by, l.confirmed_at, s.display_name as signed_by, l.signed_at, l.opinion,
                   l.rows_read, l.refusal, l.notes, l.sheet, l.heading_row
              from safecity.problem_list l
              join safecity.account u on u.login = l.uploaded_by
              left join safecity.account c on c.login = l.confirmed_by
              left join safecity.account s on s.login = l.signed_by
            """;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    ProblemLists(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Keeps an uploaded file, to be read; returns the list's id. */
    @Transactional
    public long add(String fileName, String sha256, byte[] file, String login) {
        long id = jdbc.sql("""
                insert into safecity.problem_list
                       (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values (:fileName, '', :year, :fileName, :sha256, :file, 'READING', :login, :now)
                returning id""")
                .param("fileName", fileName)
                .param("year", LocalDate.now(clock).getYear())
                .param("sha256", sha256)
                .param("file", file)
                .param("login", login)
                .param("now", now())
                .query(Long.class)
                .single();
        audit.recordBy(login, "上传清单", "QD-" + id, "%s，SHA-256 %s".formatted(fileName, sha256));
        return id;
    }

    /** Tells how far the reading has come. */
    void tellProgress(long id, int rows) {
        jdbc.sql("update safecity.problem_list set rows_read = :rows where id = :id and status = 'READING'")
                .param("rows", rows)
                .param("id", id)
                .update();
    }

    /** Notes that the file cannot be read, and why. */
    void refuse(long id, String reason) {
        jdbc.sql("""
                update safecity.problem_list set status = 'REFUSED', refusal = :reason where id = :id and status = 'READING'""").param("reason", reason).param("id", id).update();
    }

    /** Takes over what was read above the rows; returns false if somebody else has read the list meanwhile. */
    boolean finishReading(long id, ParsedList list) {
        return jdbc.sql("""
                update safecity.problem_list
                   set status = 'PREVIEW', title = :title, reporting_unit = :unit, reported_on = :reportedOn, year = :year,
                       notes = :notes, sheet = :sheet, heading_row = :headingRow, rows_read = :rows
                 where id = :id and status = 'READING'""")
                        .param("id", id)
                        .param("title", list.title())
                        .param("unit", list.reportingUnit())
                        .param("reportedOn", list.reportedOn())
                        .param("year", list.year())
                        .param("notes", list.notes().toArray(String[]::new))
                        .param("sheet", list.sheet())
                        .param("headingRow", list.headingRow())
                        .param("rows", list.rows().size())
                        .update()
                == 1;
    }

    /** Lists whose reading was begun and not ended, as after a crash. */
    List<Long> unread() {
        return jdbc.sql("select id from safecity.problem_list where status = 'READING' order by id")
                .query(Long.class)
                .list();
    }

    Optional<ProblemList> find(long id) {
        return jdbc.sql(SELECT + "where l.id = :id")
                .param("id", id)
                .query(ProblemLists::list)
                .optional();
    }

    /** Returns a list that must be there. */
    ProblemList require(long id) {
        return find(id).orElseThrow(() -> new Refused("清单 %d 不存在".formatted(id)));
    }

    /** Returns the newest lists first. */
    List<ProblemList> newest(int limit, int offset) {
        return jdbc.sql(SELECT + "order by l.id desc limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(ProblemLists::list)
                .list();
    }

    int count() {
        return jdbc.sql("select count(*) from safecity.problem_list")
                .query(Integer.class)
                .single();
    }

    /** Returns the confirmed list that was made of the same file. */
    Optional<ProblemList> confirmed(String sha256) {
        return jdbc.sql(SELECT + """
                where l.file_sha256 = :sha256 and l.status in ('GRADING', 'SIGNING', 'DISPATCHING', 'DISPATCHED')""")
                .param("sha256", sha256)
                .query(ProblemLists::list)
                .optional();
    }

    /** The workbook as it was uploaded. */
    byte[] file(long id) {
        return jdbc.sql("select file from safecity.problem_list where id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
    }

    /** Login of the person who decided on the list last; null before that. */
    @Nullable
    String signedBy(long id) {
        return jdbc.sql("select signed_by from safecity.problem_list where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Makes all confirmations wait for each other until the transaction ends, so that no problem is confirmed twice. */
    void queueForConfirmation() {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtext('safecity.problem_list confirm'))) as queued")
                .query(Integer.class)
                .single();
    }

    /**
     * Moves a list from one status to another.
     *
     * @throws Refused if somebody else moved it first
     */
    void move(long id, Status from, Status to) {
        int rows = jdbc.sql("update safecity.problem_list set status = :to where id = :id and status = :from")
                .param("to", to.name())
                .param("id", id)
                .param("from", from.name())
                .update();
        requireMoved(rows, id, from);
    }

    /** Moves a preview on to grading and notes who confirmed it. */
    void confirm(long id, String login) {
        int rows = jdbc.sql("""
                update safecity.problem_list
                   set status = 'GRADING', confirmed_by = :login, confirmed_at = :now
                 where id = :id and status = 'PREVIEW'""")
                .param("id", id)
                .param("login", login)
                .param("now", now())
                .update();
        requireMoved(rows, id, Status.PREVIEW);
        audit.recordBy(login, "确认清单", "QD-" + id, "");
    }

    /** Notes what was decided on the list and by whom, and moves it on. */
    void decide(long id, Status to, String login, String opinion) {
        int rows = jdbc.sql("""
                update safecity.problem_list
                   set status = :to, signed_by = :login, signed_at = :now, opinion = :opinion
                 where id = :id and status = 'SIGNING'""")
                .param("id", id)
                .param("to", to.name())
                .param("login", login)
                .param("now", now())
                .param("opinion", opinion)
                .update();
        requireMoved(rows, id, Status.SIGNING);
        audit.recordBy(login, "签发清单", "QD-" + id, "%s → %s　%s".formatted(Status.SIGNING.label(), to.label(), opinion));
    }

    private void requireMoved(int rows, long id, Status from) {
        if (rows == 0) {
            throw new Refused("清单已不是“%s”，现为“%s”：别人先办理了。请刷新页面查看"
                    .formatted(from.label(), require(id).status().label()));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static ProblemList list(ResultSet row, int index) throws SQLException {
        @Nullable LocalDate reportedOn = row.getObject("reported_on", LocalDate.class);
        @Nullable String confirmedBy = row.getString("confirmed_by");
        @Nullable Timestamp confirmedAt = row.getTimestamp("confirmed_at");
        @Nullable String signedBy = row.getString("signed_by");
        @Nullable Timestamp signedAt = row.getTimestamp("signed_at");
        @Nullable String opinion = row.getString("opinion");
        @Nullable String refusal = row.getString("refusal");
        return new ProblemList(
                row.getLong("id"),
                row.getString("title"),
                row.getString("reporting_unit"),
                reportedOn,
                row.getInt("year"),
                row.getString("file_name"),
                Status.valueOf(row.getString("status")),
                row.getString("uploaded_by"),
                row.getTimestamp("uploaded_at").toInstant(),
                confirmedBy,
                confirmedAt == null ? null : confirmedAt.toInstant(),
                signedBy,
                signedAt == null ? null : signedAt.toInstant(),
                opinion,
                row.getInt("rows_read"),
                refusal,
                List.of((String[]) row.getArray("notes").getArray()),
                row.getString("sheet"),
                row.getInt("heading_row"));
    }
}
