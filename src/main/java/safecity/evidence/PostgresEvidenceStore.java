package safecity.evidence;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps evidence in the database, so that one backup holds everything and every node sees it. */
@Repository
class PostgresEvidenceStore implements EvidenceStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    PostgresEvidenceStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(String sha256, String mediaType, byte[] bytes, byte @Nullable [] thumbnail) {
        lock(sha256);
        jdbc.sql("""
                insert into safecity.evidence_content (sha256, media_type, bytes, thumbnail, created_at)
                values (:sha256, :mediaType, :bytes, :thumbnail, :now)
                on conflict (sha256) do nothing""")
                .param("sha256", sha256)
                .param("mediaType", mediaType)
                .param("bytes", bytes)
                .param("thumbnail", thumbnail)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public byte[] read(String sha256) {
        byte[] bytes = jdbc.sql("select bytes from safecity.evidence_content where sha256 = :sha256")
                .param("sha256", sha256)
                .query((row, index) -> row.getBytes("bytes"))
                .optional()
                .orElseThrow(() -> new NoSuchElementException("No evidence has hash " + sha256));
        if (!FileCheck.sha256(bytes).equals(sha256)) {
            throw new DamagedEvidence(sha256);
        }
        return bytes;
    }

    @Override
    public Optional<byte[]> thumbnail(String sha256) {
        return jdbc.sql("""
                select thumbnail from safecity.evidence_content where sha256 = :sha256 and thumbnail is not null""")
                .param("sha256", sha256)
                .query((row, index) -> row.getBytes("thumbnail"))
                .optional();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(String sha256) {
        lock(sha256);
        jdbc.sql("""
                delete from safecity.evidence_content c
                 where c.sha256 = :sha256
                   and not exists (select 1 from safecity.evidence e where e.sha256 = c.sha256)""").param("sha256", sha256).update();
    }

    @Override
    public List<String> damaged() {
        return jdbc.sql("select sha256 from safecity.evidence_content where encode(sha256(bytes), 'hex') <> sha256")
                .query(String.class)
                .list();
    }

    /** One file may be dropped at the moment in which the same bytes are uploaded elsewhere; held until the transaction ends. */
    private void lock(String sha256) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:sha256, 0))")
                .param("sha256", sha256)
                .query((row, index) -> sha256)
                .single();
    }
}
