package safecity.document;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 书面回复: what recipients wrote, and what the office made of it. */
@Repository
class DocumentReplies {

    private final JdbcClient jdbc;
    private final Clock clock;

    DocumentReplies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(long document, String by, String text) {
        jdbc.sql("""
                insert into safecity.document_reply (document_id, seq, text, replied_by, replied_at)
                select :id, 1 + count(*), :text, :by, :now from safecity.document_reply where document_id = :id""")
                .param("id", document)
                .param("text", text)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Judges the reply that waits; returns how many waited, which is 1 unless somebody else was faster. */
    int judge(long document, String by, boolean accepted, String opinion) {
        return jdbc.sql("""
                update safecity.document_reply
                   set accepted = :accepted, opinion = :opinion, reviewed_by = :by, reviewed_at = :now
                 where document_id = :id and accepted is null""")
                .param("id", document)
                .param("accepted", accepted)
                .param("opinion", opinion)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
