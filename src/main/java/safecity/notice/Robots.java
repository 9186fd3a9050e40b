package safecity.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.audit.AuditTrail;
import safecity.engine.Refused;
import safecity.identity.Person;

/** The robots. A new one is off until it is switched on. */
@Repository
class Robots {

    /** What the makers allow; 飞书 allows more. */
    static final int POSTS_A_MINUTE = 20;

    private static final String SELECT = """
            select r.id, r.name, r.kind, r.url, r.secret, r.kinds, r.active, a.display_name as changed_by, r.changed_at
              from safecity.robot r
              join safecity.account a on a.login = r.changed_by
            """;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Robots(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    List<Robot> all() {
        return jdbc.sql(SELECT + "order by r.name").query(Robots::robot).list();
    }

    Optional<Robot> find(long id) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query(Robots::robot)
                .optional();
    }

    /**
     * Keeps a new robot, or what was changed of one; whether it is on stays as it was.
     *
     * @throws Refused if another one has the name
     */
    @Transactional
    public long keep(Robot robot, Person by) {
        try {
            long id = jdbc.sql("""
                    insert into safecity.robot (id, name, kind, url, secret, kinds, changed_by, changed_at)
                    overriding system value
                    values (coalesce(nullif(:id, 0), nextval(pg_get_serial_sequence('safecity.robot', 'id'))),
                            :name, :kind, :url, :secret, :kinds, :by, :now)
                    on conflict (id) do update
                       set name = excluded.name, kind = excluded.kind, url = excluded.url, secret = excluded.secret,
                           kinds = excluded.kinds, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                    returning id""")
                    .param("id", robot.id())
                    .param("name", robot.name())
                    .param("kind", robot.kind().name())
                    .param("url", robot.url())
                    .param("secret", robot.secret())
                    .param("kinds", robot.kinds().toArray(String[]::new))
                    .param("by", by.login())
                    .param("now", now())
                    .query(Long.class)
                    .single();
            audit.record(
                    by, robot.id() == 0 ? "添加群机器人" : "修改群机器人", robot.name(), "通知种类：" + String.join("、", robot.kinds()));
            return id;
        } catch (DuplicateKeyException taken) {
            throw new Refused("已有叫“%s”的机器人，请换一个名称".formatted(robot.name()));
        }
    }

    /** Switches a robot on or off. What still waits for one that is switched off is laid aside and can be sent again from the list of notices. */
    @Transactional
    public void turn(long id, boolean on, Person by) {
        jdbc.sql(
                        "update safecity.robot set active = :on, changed_by = :by, changed_at = :now where id = :id returning name")
                .param("id", id)
                .param("on", on)
                .param("by", by.login())
                .param("now", now())
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.record(by, on ? "启用群机器人" : "停用群机器人", name, ""));
        if (!on) {
            jdbc.sql("""
                    update safecity.notice set state = 'DEAD', last_error = '机器人已停用，没有发送'
                     where robot = :id and state = 'PENDING'""").param("id", id).update();
        }
    }

    /**
     * Counts a post within the minute; runs in the transaction that holds the robot's row.
     *
     * @return false if the robot had as many as it may in this minute
     */
    boolean count(long id) {
        return jdbc.sql("""
                        update safecity.robot
                           set posts = case when minute_began > :minuteAgo then posts + 1 else 1 end,
                               minute_began = case when minute_began > :minuteAgo then minute_began else :now end
                         where id = :id and (minute_began is null or minute_began <= :minuteAgo or posts < :most)""")
                        .param("id", id)
                        .param("now", now())
                        .param("minuteAgo", now().minusMinutes(1))
                        .param("most", POSTS_A_MINUTE)
                        .update()
                == 1;
    }

    private static Robot robot(ResultSet row, int index) throws SQLException {
        return new Robot(
                row.getLong("id"),
                row.getString("name"),
                Robot.Kind.valueOf(row.getString("kind")),
                row.getString("url"),
                row.getString("secret"),
                List.of((String[]) row.getArray("kinds").getArray()),
                row.getBoolean("active"),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
