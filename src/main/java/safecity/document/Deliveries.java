package safecity.document;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;

/** 送达和签收: how documents came to their recipients, and who received them. */
@Repository
class Deliveries {

    private final JdbcClient jdbc;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes that a document was served.
     *
     * @param by login of who recorded it; null if the system served it
     * @throws Refused if it does not wait for that any more
     */
    void serve(long document, String how, LocalDate on, String server, String note, @Nullable String by) {
        int rows = jdbc.sql("""
                update safecity.document
                   set status = 'ISSUED', served_how = :how, served_on = :on, server = :server, service_note = :note, served_by = :by, served_at = :now
                 where id = :id and status = 'TO_SERVE'""")
                .param("id", document)
                .param("how", how)
                .param("on", on)
                .param("server", server)
                .param("note", note)
                .param("by", by)
                .param("now", now())
                .update();
        if (rows != 1) {
            throw new Refused("该文书已经送达或撤回，本次操作没有生效，请刷新后再看");
        }
    }

    /** Notes that it was signed for; returns how many waited for that, which is 1 unless somebody else was faster. */
    int sign(long document, String by) {
        return jdbc.sql("""
                update safecity.document set status = 'SIGNED', signed_by = :by, signed_at = :now
                 where id = :id and status = 'ISSUED'""")
                .param("id", document)
                .param("by", by)
                .param("now", now())
                .update();
    }

    void receive(long document, String receivedBy, LocalDate on) {
        jdbc.sql(
                        "update safecity.document set received_by = :by, received_on = :on where id = :id and status = 'ISSUED'")
                .param("id", document)
                .param("by", receivedBy)
                .param("on", on)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
