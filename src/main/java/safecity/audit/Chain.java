package safecity.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The chain of entries in the database. Writers queue for its end; each holds it until its transaction ends. */
@Repository
class Chain {

    private static final int BATCH = 500;

    /** How long a writer waits for the others before its own act is refused: none holds the end for longer than a commit takes. */
    private static final String PATIENCE = "30s";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    Chain(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    /** The last entry; number 0 and no hash if there is none. */
    record End(long seq, String hash) {}

    /** Returns the end of what is committed. */
    End end() {
        Optional<End> last = jdbc.sql("select e.seq, e.hash from safecity.audit_entry e order by e.seq desc limit 1")
                .query(End.class)
                .optional();
        return last.orElse(new End(0, ""));
    }

    /** Returns the first of some anchors whose entry is another one by now, or is gone. */
    Optional<Anchor> firstUnlike(List<Anchor> anchors) {
        Map<Long, String> hashes = new HashMap<>();
        jdbc.sql("select e.seq, e.hash from safecity.audit_entry e where e.seq = any(:anchored) order by e.seq")
                .param("anchored", anchors.stream().map(Anchor::seq).toArray(Long[]::new))
                .query(End.class)
                .list()
                .forEach(end -> hashes.put(end.seq(), end.hash()));
        return anchors.stream()
                .filter(anchor -> !anchor.hash().equals(hashes.get(anchor.seq())))
                .findFirst();
    }

    /** Returns how many entries are committed. */
    long count() {
        return jdbc.sql("select count(*) from safecity.audit_entry")
                .query(Long.class)
                .single();
    }

    /**
     * Appends entries in the caller's transaction, which must do nothing afterwards but commit: until then nobody else can append.
     *
     * @throws org.springframework.dao.DataAccessException if they cannot be written; the caller's transaction cannot commit then
     */
    void append(List<Draft> drafts) {
        jdbc.sql("""
                select set_config('lock_timeout', :patience, true),
                       cast(pg_advisory_xact_lock(hashtextextended('safecity.audit_entry', 0)) as text)""").param("patience", PATIENCE).query((row, index) -> 0).single();
        End end = end();
        List<Entry> entries = new ArrayList<>();
        for (Draft draft : drafts) {
            Entry entry = Entry.sealed(draft.storable(), end.seq() + 1, end.hash());
            entries.add(entry);
            end = new End(entry.seq(), entry.hash());
        }
        template.batchUpdate("""
                insert into safecity.audit_entry
                       (seq, at, node, login, name, roles, unit, address, act, object, outcome, details, request_id, previous_hash, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", entries, BATCH, Chain::fill);
    }

    private static void fill(PreparedStatement insert, Entry entry) throws SQLException {
        Draft draft = entry.draft();
        insert.setLong(1, entry.seq());
        insert.setObject(2, draft.at().atOffset(ZoneOffset.UTC));
        List<String> texts = List.of(
                draft.node(),
                draft.login(),
                draft.name(),
                draft.roles(),
                draft.unit(),
                draft.address(),
                draft.act(),
                draft.object(),
                draft.outcome().name(),
                draft.details(),
                draft.requestId(),
                entry.previousHash(),
                entry.hash());
        for (int at = 0; at < texts.size(); at++) {
            insert.setString(at + 3, texts.get(at));
        }
    }
}
