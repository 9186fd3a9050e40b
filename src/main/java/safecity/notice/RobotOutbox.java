package safecity.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Posts to the robots that are on and take a kind: number, title, act and link, nothing else, for whoever is in the group reads it. */
@Component
class RobotOutbox {

    private final JdbcClient jdbc;
    private final Kinds kinds;
    private final QuietHours quietHours;
    private final Clock clock;

    RobotOutbox(JdbcClient jdbc, Kinds kinds, QuietHours quietHours, Clock clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.quietHours = quietHours;
        this.clock = clock;
    }

    /** Posts a notice about an item, in the caller's transaction; each robot gets it once, however many people it goes to. */
    void tell(long itemId, String kind, LocalDate day, String about, String site) {
        jdbc.sql("""
                insert into safecity.notice
                       (item_id, kind, day, about, robot, address, subject, html, text, state, next_try_at, created_at)
                select i.id, :kind, :day, :about, r.id, r.name, '【' || :label || '】' || i.number || ' ' || i.title, '',
                       :site || '/items/' || i.number, 'PENDING', :due, :now
                  from safecity.robot r
                  join safecity.item i on i.id = :item
                 where r.active and :kind = any(r.kinds)
                on conflict (item_id, kind, day, recipient, about, robot) do nothing""")
                .param("item", itemId)
                .param("kind", kind)
                .param("day", day)
                .param("about", about)
                .param("label", kinds.of(kind).label())
                .param("site", site)
                .param("due", quietHours.earliest(kind, clock.instant()).atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
