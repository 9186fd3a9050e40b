package safecity.notice;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.identity.Person;

/** Notes that a recipient opened what a notice is about. */
@Component
public class ReadMarks {

    /** What nobody opened within this time was dealt with otherwise. */
    private static final int DAYS = 30;

    /** Condition on alias {@code n}: not read, about an item, and not overtaken by events. */
    static final String UNREAD =
            "n.read_at is null and n.item_id is not null and n.created_at >= :since and n.state <> 'LAPSED'";

    private final JdbcClient jdbc;
    private final Clock clock;

    ReadMarks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Returns how many notices about items a person has not opened, of those of the last {@value #DAYS} days: the list of unread notices shows the same.
     */
    public int unread(Person reader) {
        return jdbc.sql("select count(*) from safecity.notice n where n.recipient = :reader and " + UNREAD)
                .param("reader", reader.login())
                .param("since", since(clock))
                .query(Integer.class)
                .single();
    }

    /** Value of parameter {@code :since} of {@link #UNREAD}. */
    static OffsetDateTime since(Clock clock) {
        return clock.instant().atOffset(ZoneOffset.UTC).minusDays(DAYS);
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
