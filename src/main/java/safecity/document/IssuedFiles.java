package safecity.document;

import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 定稿: the Word files that went out, each under its SHA-256, never changed. */
@Repository
class IssuedFiles {

    private final JdbcClient jdbc;
    private final Clock clock;

    IssuedFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps a file in the caller's transaction and returns its SHA-256, 64 lower-case hexadecimal digits. */
    @Transactional(propagation = Propagation.MANDATORY)
    String keep(byte[] docx) {
        String sha256 = DigestUtils.sha256Hex(docx);
        jdbc.sql("""
                insert into safecity.document_file (sha256, docx, created_at) values (:sha256, :docx, :now)
                on conflict (sha256) do nothing""")
                .param("sha256", sha256)
                .param("docx", docx)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return sha256;
    }

    /**
     * Returns a file.
     *
     * @throws DamagedFile if it no longer has its hash
     */
    byte[] read(String sha256) {
        byte[] docx = jdbc.sql("select docx from safecity.document_file where sha256 = :sha256")
                .param("sha256", sha256)
                .query((row, index) -> row.getBytes("docx"))
                .single();
        if (!DigestUtils.sha256Hex(docx).equals(sha256)) {
            throw new DamagedFile(sha256);
        }
        return docx;
    }

    /** A stored file no longer has the hash under which it was frozen: it was changed past this program. */
    static final class DamagedFile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DamagedFile(String sha256) {
            super("Document file " + sha256 + " no longer has its hash; restore it from a backup");
        }
    }
}
