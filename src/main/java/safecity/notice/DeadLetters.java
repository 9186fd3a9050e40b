package safecity.notice;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.ItemLog;

/** 发送失败的通知: those that the relay has given up, and their second chance. */
@Component
class DeadLetters {

    private final JdbcClient jdbc;
    private final ItemLog timeline;
    private final Kinds kinds;
    private final Clock clock;

    DeadLetters(JdbcClient jdbc, ItemLog timeline, Kinds kinds, Clock clock) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** Whether the person may send notices again. */
    static boolean resends(Person person) {
        return person.has(Role.SUPERVISOR) || person.has(Role.SYSTEM_ADMINISTRATOR);
    }

    /**
     * Puts a notice back into the queue, to the recipient's address as it is now and under its old Message-ID.
     *
     * @throws Refused if it is not given up, or not any more
     */
    @Transactional
    public void resend(long id, Person by) {
        int rows = jdbc.sql("""
                update safecity.notice n
                   set state = 'PENDING', attempts = 0, next_try_at = :now, last_error = null,
                       address = coalesce((select a.email from safecity.account a where a.login = n.recipient), n.address)
                 where n.id = :id and n.state = 'DEAD'""")
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (rows == 0) {
            throw new Refused("这条通知不在“发送失败”状态，可能别人已经重发，请刷新页面查看");
        }
        jdbc.sql("""
                select n.item_id, n.kind, a.display_name
                  from safecity.notice n
                  join safecity.account a on a.login = n.recipient
                 where n.id = :id and n.item_id is not null""").param("id", id).query(row -> {
            String kind = kinds.of(row.getString("kind")).label();
            timeline.append(
                    row.getLong("item_id"),
                    by.login(),
                    "重发通知",
                    "向%s重发“%s”".formatted(row.getString("display_name"), kind));
        });
    }
}
