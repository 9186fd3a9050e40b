package safecity.publication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Answer;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.ItemLog;

/** The notices that are public, and the archive of those that were. */
@Repository
public class Notices {

    private static final String SELECT = """
            select p.id, p.number, p.item_id, p.title, p.place, p.unit, p.level, p.listed_on, p.deadline, p.delisted_on,
                   p.published_at, a.display_name as published_by, p.delisting_published_at, d.display_name as delisting_published_by,
                   p.ended_as, p.ended_on, p.ended_published_at, e.display_name as ended_published_by,
                   p.withdrawn_at, w.display_name as withdrawn_by, p.withdrawal_reason, p.replaces, n.id as replaced_by
              from safecity.publication p
              join safecity.account a on a.login = p.published_by
              left join safecity.account d on d.login = p.delisting_published_by
              left join safecity.account e on e.login = p.ended_published_by
              left join safecity.account w on w.login = p.withdrawn_by
              left join safecity.publication n on n.replaces = p.id
            """;

    private final JdbcClient jdbc;
    private final ItemLog log;
    private final Clock clock;
    private final String reporting;

    Notices(JdbcClient jdbc, ItemLog log, Clock clock, @Value("${safecity.public-reporting}") String reporting) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
        this.reporting = reporting;
    }

    /** Returns how to report a hazard, as every notice says it. */
    public String reporting() {
        return reporting;
    }

    /**
     * Makes a notice public in the caller's transaction: the listing, or its delisting or other end where the notice says so. A notice that was
     * withdrawn is brought up to date in the archive and stays there.
     *
     * @param by login
     */
    @Transactional
    public void publish(long itemId, PublicNotice notice, String by) {
        if (find(notice.number()).isEmpty()) {
            insert(itemId, notice, null, by);
            return;
        }
        jdbc.sql("""
                update safecity.publication
                   set title = :title, deadline = :deadline, delisted_on = :delisted, ended_as = :endedAs, ended_on = :endedOn,
                       delisting_published_at = case when cast(:delisted as date) is null then null else cast(:now as timestamptz) end,
                       delisting_published_by = case when cast(:delisted as date) is null then null else :by end,
                       ended_published_at = case when cast(:endedOn as date) is null then null else cast(:now as timestamptz) end,
                       ended_published_by = case when cast(:endedOn as date) is null then null else :by end
                 where id = (select max(id) from safecity.publication where number = :number)
                   and delisted_on is null and ended_on is null""").params(parameters(notice, by)).update();
    }

    /**
     * Publishes a notice anew that was withdrawn; the archive keeps both, and which one replaced which.
     *
     * @param by login
     * @throws Refused if it was not withdrawn, or somebody else published it anew first
     */
    @Transactional
    public void republish(long itemId, PublicNotice notice, String by) {
        Publication former = find(notice.number())
                .filter(Publication::withdrawn)
                .orElseThrow(() -> new Refused("%s 的公告没有撤下，不用重新发布。请刷新后再看".formatted(notice.number())));
        insert(itemId, notice, former.id(), by);
    }

    private void insert(long itemId, PublicNotice notice, @Nullable Long replaces, String by) {
        int rows = jdbc.sql("""
                insert into safecity.publication
                       (number, item_id, title, place, unit, level, listed_on, deadline, delisted_on, ended_as, ended_on, replaces,
                        published_at, published_by, delisting_published_at, delisting_published_by, ended_published_at, ended_published_by)
                values (:number, :item, :title, :place, :unit, :level, :listed, :deadline, cast(:delisted as date), :endedAs,
                        cast(:endedOn as date), :replaces, :now, :by,
                        case when cast(:delisted as date) is null then null else cast(:now as timestamptz) end,
                        case when cast(:delisted as date) is null then null else :by end,
                        case when cast(:endedOn as date) is null then null else cast(:now as timestamptz) end,
                        case when cast(:endedOn as date) is null then null else :by end)
                on conflict do nothing""")
                .params(parameters(notice, by))
                .param("item", itemId)
                .param("replaces", replaces)
                .update();
        if (rows == 0) {
            throw new Refused("%s 的公告刚刚已由他人发布，请刷新后再看".formatted(notice.number()));
        }
    }

    private Map<String, @Nullable Object> parameters(PublicNotice notice, String by) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("number", notice.number());
        parameters.put("title", notice.title());
        parameters.put("place", notice.place());
        parameters.put("unit", notice.unit());
        parameters.put("level", notice.level());
        parameters.put("listed", notice.listedOn());
        parameters.put("deadline", notice.deadline());
        parameters.put("delisted", notice.delistedOn());
        parameters.put("endedAs", notice.endedAs());
        parameters.put("endedOn", notice.endedOn());
        parameters.put("now", now());
        parameters.put("by", by);
        return parameters;
    }

    /** Returns what was published last under a number, public or withdrawn; empty if nothing was. */
    public Optional<Publication> find(String number) {
        return jdbc.sql(SELECT + "where p.number = :number order by p.id desc limit 1")
                .param("number", number)
                .query(this::read)
                .optional();
    }

    /**
     * Takes a notice off the public pages; it stays in the archive.
     *
     * @throws Refused if no reason is given, or somebody else withdrew it first
     */
    @Transactional
    public void withdraw(Publication publication, Person by, @Nullable String reason) {
        String why = Answer.required(reason, "请填写撤下公告的原因");
        String number = publication.notice().number();
        log.append(publication.itemId(), by.login(), "撤下公告", number + "，" + why);
        int rows = jdbc.sql("""
                update safecity.publication
                   set withdrawn_at = :now, withdrawn_by = :by, withdrawal_reason = :reason
                 where number = :number and withdrawn_at is null""")
                .param("now", now())
                .param("by", by.login())
                .param("reason", why)
                .param("number", number)
                .update();
        if (rows == 0) {
            throw new Refused("%s 的公告已经撤下，请刷新后再看".formatted(number));
        }
    }

    /** Returns the public notices, the newest first. */
    List<PublicNotice> open(int first, int size) {
        return jdbc
                .sql(
                        SELECT
                                + "where p.withdrawn_at is null order by p.published_at desc, p.number desc limit :size offset :first")
                .param("size", size)
                .param("first", first)
                .query(this::read)
                .list()
                .stream()
                .map(Publication::notice)
                .toList();
    }

    int countOpen() {
        return jdbc.sql("select count(*) from safecity.publication where withdrawn_at is null")
                .query(Integer.class)
                .single();
    }

    /** Returns the public notices of which something was published last, the newest first. */
    List<Publication> latest(int size) {
        return jdbc.sql(SELECT + """
                where p.withdrawn_at is null
                order by coalesce(p.delisting_published_at, p.ended_published_at, p.published_at) desc, p.number desc
                limit :size""").param("size", size).query(this::read).list();
    }

    /** Returns everything that was ever published, the newest first. */
    List<Publication> archive(int first, int size) {
        return jdbc.sql(SELECT + "order by p.published_at desc, p.number desc limit :size offset :first")
                .param("size", size)
                .param("first", first)
                .query(this::read)
                .list();
    }

    int countArchive() {
        return jdbc.sql("select count(*) from safecity.publication")
                .query(Integer.class)
                .single();
    }

    private Publication read(ResultSet row, int index) throws SQLException {
        PublicNotice notice = new PublicNotice(
                row.getString("number"),
                row.getString("title"),
                row.getString("place"),
                row.getString("unit"),
                row.getString("level"),
                row.getObject("listed_on", LocalDate.class),
                row.getObject("deadline", LocalDate.class),
                row.getObject("delisted_on", LocalDate.class),
                row.getString("ended_as"),
                row.getObject("ended_on", LocalDate.class),
                reporting);
        return new Publication(
                row.getLong("id"),
                notice,
                row.getLong("item_id"),
                row.getTimestamp("published_at").toInstant(),
                row.getString("published_by"),
                instant(row.getTimestamp("delisting_published_at")),
                row.getString("delisting_published_by"),
                instant(row.getTimestamp("ended_published_at")),
                row.getString("ended_published_by"),
                instant(row.getTimestamp("withdrawn_at")),
                row.getString("withdrawn_by"),
                row.getString("withdrawal_reason"),
                row.getObject("replaces", Long.class),
                row.getObject("replaced_by", Long.class));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
