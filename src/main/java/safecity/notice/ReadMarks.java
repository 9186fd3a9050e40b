package safecity.notice;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.identity.Person;

/** Notes that a recipient opened what a notice is about. */
@Component
public class ReadMarks {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReadMarks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Marks a notice as read, the first time only; does nothing if it went to somebody else or is about another item. */
    public void mark(long noticeId, long itemId, Person reader) {
        jdbc.sql("""
                update safecity.notice
                   set read_at = :now
                 where id = :id and recipient = :reader and (item_id = :item or item_id is null) and read_at is null""")
                .param("id", noticeId)
                .param("item", itemId)
                .param("reader", reader.login())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
