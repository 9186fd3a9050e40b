package safecity.notice;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.audit.AuditTrail;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.ItemLog;

/** 发送失败的通知: those that the relay has given up, and their second chance. */
@Component
class DeadLetters {

    private final JdbcClient jdbc;
    private final ItemLog timeline;
    private final AuditTrail audit;
    private final Kinds kinds;
    private final Clock clock;

    DeadLetters(JdbcClient jdbc, ItemLog timeline, AuditTrail audit, Kinds kinds, Clock clock) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.audit = audit;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** Whether the person may send notices again. */
    static boolean resends(Person person) {
        return person.has(Role.SUPERVISOR) || person.has(Role.SYSTEM_ADMINISTRATOR);
    }

    /**
     * Puts a notice back into the queue, to the recipient's address as it is now and under its old Message-ID; if it is carried, the mail that carries
     * it. The items of a digest keep no note of that: each has only a line in it.
     *
     * @throws Refused if it is not given up, or not any more
     */
    @Transactional
    public void resend(long id, Person by) {
        Long mail = jdbc.sql("""
                update safecity.notice n
                   set state = 'PENDING', attempts = 0, next_try_at = :now, last_error = null,
                       address = coalesce((select a.email from safecity.account a where a.login = n.recipient), n.address)
                 where n.id = (select coalesce(asked.carrier, asked.id) from safecity.notice asked where asked.id = :id) and n.state = 'DEAD'
                returning n.id""")
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Refused("这条通知不在“发送失败”状态，可能别人已经重发，请刷新页面查看"));
        AtomicBoolean told = new AtomicBoolean();
        jdbc.sql("""
                select n.item_id, n.kind, coalesce(a.display_name, r.name) as display_name
                  from safecity.notice n
                  left join safecity.account a on a.login = n.recipient
                  left join safecity.robot r on r.id = n.robot
                  left join safecity.notice c on c.id = n.carrier
                 where (n.id = :mail or n.carrier = :mail and c.kind <> :digest) and n.item_id is not null
                 order by n.item_id, n.id""").param("mail", mail).param("digest", Digest.KIND).query(row -> {
            String kind = kinds.of(row.getString("kind")).label();
            told.set(true);
            timeline.append(
                    row.getLong("item_id"),
                    by.login(),
                    "重发通知",
                    "向%s重发“%s”".formatted(row.getString("display_name"), kind));
        });
        if (!told.get()) {
            audit.record(by, "重发通知", "通知 " + mail, "");
        }
    }
}
