package safecity.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** 佐证材料 of the items: steps count and seal it in the engine's transaction, pages list it. */
@Repository
public class Evidence {

    private static final String SELECT = """
            select e.id, e.item_id, e.round, e.phase, e.sha256, c.media_type, e.file_name, e.size, e.taken_at, e.task_id,
                   e.uploaded_by, a.display_name, e.unit, u.short_name, e.uploaded_at, e.submitted_at, e.pair,
                   c.thumbnail is not null as has_thumbnail,
                   (select count(distinct o.item_id) from safecity.evidence o
                     where o.sha256 = e.sha256 and o.item_id <> e.item_id) as elsewhere
              from safecity.evidence e
              join safecity.evidence_content c on c.sha256 = e.sha256
              join safecity.account a on a.login = e.uploaded_by
              left join safecity.unit u on u.code = e.unit
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Evidence(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns how many files of a phase an item has in a round, sealed or not. */
    public int count(long itemId, int round, Phase phase) {
        return jdbc.sql("""
                select count(*) from safecity.evidence where item_id = :item and round = :round and phase = :phase""")
                .param("item", itemId)
                .param("round", round)
                .param("phase", phase.name())
                .query(Integer.class)
                .single();
    }

    /** Whether an item has files of a phase that are not sealed yet, in whatever round. */
    public boolean hasUnsealed(long itemId, Phase phase) {
        return jdbc.sql("""
                select exists (select 1 from safecity.evidence
                                where item_id = :item and phase = :phase and submitted_at is null)""")
                .param("item", itemId)
                .param("phase", phase.name())
                .query(Boolean.class)
                .single();
    }

    /**
     * Seals the files of a round's rectification and its checks that are not sealed yet: from now on nobody can delete or change them. An upload that
     * runs at the same time is either sealed too or refused once this transaction ends.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void seal(long itemId, int round) {
        lock(itemId);
        jdbc.sql("""
                update safecity.evidence set submitted_at = :now
                 where item_id = :item and round = :round and phase in ('BEFORE', 'AFTER', 'CHECK')
                   and submitted_at is null""")
                .param("item", itemId)
                .param("round", round)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Seals in the same way the files of one phase, in whatever round. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void seal(long itemId, Phase phase) {
        lock(itemId);
        jdbc.sql("""
                update safecity.evidence set submitted_at = :now
                 where item_id = :item and phase = :phase and submitted_at is null""")
                .param("item", itemId)
                .param("phase", phase.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Returns the files of an item, the latest round first, within it by phase and time. */
    public List<EvidenceItem> list(long itemId) {
        return jdbc.sql(SELECT + """
                 where e.item_id = :item
                 order by e.round desc, array_position(array['BEFORE', 'AFTER', 'CHECK', 'REQUEST', 'ACCEPTANCE'], e.phase), e.uploaded_at, e.id""").param("item", itemId).query(Evidence::row).list();
    }

    /** Returns the numbers of the other items that hold the same bytes as files of an item, as far as the viewer may see them, by SHA-256. */
    Map<String, List<String>> elsewhere(long itemId, Person viewer) {
        Map<String, List<String>> numbers = new HashMap<>();
        jdbc.sql("""
                select distinct e.sha256, i.number
                  from safecity.evidence e
                  join safecity.evidence o on o.sha256 = e.sha256 and o.item_id <> e.item_id
                  join safecity.item i on i.id = o.item_id
                 where e.item_id = :item and
                """ + Items.VISIBLE + " order by i.number")
                .param("item", itemId)
                .params(Items.visibilityOf(viewer))
                .query(row -> {
                    numbers.computeIfAbsent(row.getString("sha256"), each -> new ArrayList<>())
                            .add(row.getString("number"));
                });
        return numbers;
    }

    /** Notes which photo from before one from after belongs to, or that nobody says so; a sealed one stays as it is. */
    void pair(long id, @Nullable Long before) {
        jdbc.sql("update safecity.evidence set pair = :before where id = :id and submitted_at is null")
                .param("id", id)
                .param("before", before)
                .update();
    }

    Optional<EvidenceItem> find(long id) {
        return jdbc.sql(SELECT + "where e.id = :id")
                .param("id", id)
                .query(Evidence::row)
                .optional();
    }

    int count(long itemId, int round) {
        return jdbc.sql("select count(*) from safecity.evidence where item_id = :item and round = :round")
                .param("item", itemId)
                .param("round", round)
                .query(Integer.class)
                .single();
    }

    /** Returns the name under which the same bytes were uploaded before in the same round and phase. */
    Optional<String> nameOfSame(Item item, Phase phase, String sha256) {
        return jdbc.sql("""
                select file_name from safecity.evidence
                 where item_id = :item and round = :round and phase = :phase and sha256 = :sha256""")
                .param("item", item.id())
                .param("round", item.round())
                .param("phase", phase.name())
                .param("sha256", sha256)
                .query(String.class)
                .optional();
    }

    long add(Item item, Phase phase, AcceptedFile file, String taskId, Person person) {
        @Nullable Instant taken = file.takenAt();
        return jdbc.sql("""
                insert into safecity.evidence
                       (item_id, round, phase, sha256, file_name, size, taken_at, task_id, uploaded_by, unit, uploaded_at)
                values (:item, :round, :phase, :sha256, :name, :size, :takenAt, :task, :login, :unit, :now)
                returning id""")
                .param("item", item.id())
                .param("round", item.round())
                .param("phase", phase.name())
                .param("sha256", file.sha256())
                .param("name", file.name())
                .param("size", file.bytes().length)
                .param("takenAt", taken == null ? null : taken.atOffset(ZoneOffset.UTC))
                .param("task", taskId)
                .param("login", person.login())
                .param("unit", person.unit())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Removes a file unless it was sealed; returns whether it was removed. */
    boolean remove(long id) {
        return jdbc.sql("delete from safecity.evidence where id = :id and submitted_at is null")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Makes uploads, deletions and the seal of one item wait for each other until the transaction ends. */
    void lock(long itemId) {
        jdbc.sql("select id from safecity.item where id = :item for update")
                .param("item", itemId)
                .query(Long.class)
                .single();
    }

    private static EvidenceItem row(ResultSet row, int index) throws SQLException {
        @Nullable Timestamp taken = row.getTimestamp("taken_at");
        @Nullable Timestamp submitted = row.getTimestamp("submitted_at");
        @Nullable String unit = row.getString("unit");
        @Nullable String unitName = row.getString("short_name");
        return new EvidenceItem(
                row.getLong("id"),
                row.getLong("item_id"),
                row.getInt("round"),
                Phase.valueOf(row.getString("phase")),
                row.getString("sha256"),
                row.getString("media_type"),
                row.getString("file_name"),
                row.getLong("size"),
                taken == null ? null : taken.toInstant(),
                row.getString("task_id"),
                row.getString("uploaded_by"),
                row.getString("display_name"),
                unit,
                unitName,
                row.getTimestamp("uploaded_at").toInstant(),
                submitted == null ? null : submitted.toInstant(),
                row.getBoolean("has_thumbnail"),
                row.getInt("elsewhere"),
                row.getObject("pair", Long.class));
    }
}
