package safecity.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;

/**
 * 代理: who stands in for whom, from day to day. A deputy belongs to the same unit, so that everything the represented person may see and claim is open
 * to the deputy anyway; what is added is the right to take over the tasks that the represented person has claimed ({@link StandIns}).
 */
@Repository
public class Deputies {

    private static final String SELECT = """
            select d.id, d.represented, r.display_name as represented_name, d.deputy, p.display_name as deputy_name,
                   d.from_day, d.to_day
              from safecity.deputy d
              join safecity.account r on r.login = d.represented
              join safecity.account p on p.login = d.deputy
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deputies(JdbcClient jdbc, People people, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A person standing in for another.
     *
     * @param from first day
     * @param to   last day, included
     */
    record Deputy(
            long id,
            String represented,
            String representedName,
            String deputy,
            String deputyName,
            LocalDate from,
            LocalDate to) {

        /** Whether it holds on a day. */
        public boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /**
     * Names a deputy. A person does so for itself, the head of the unit for its people, the system administrator for everybody.
     *
     * @throws Refused if the actor may not, the two are not of one unit, the days are wrong, or there is a deputy for some of them
     */
    @Transactional
    public void name(String represented, String deputy, LocalDate from, LocalDate to, Person actor) {
        Person absent = enabled(represented);
        Person present = enabled(deputy);
        requireMayName(absent, actor);
        if (represented.equals(deputy)) {
            throw new Refused("代理人不能是本人，请另选一位");
        }
        if (absent.unit() == null || !absent.unit().equals(present.unit())) {
            throw new Refused("代理人须与“%s”同属一个单位，请另选一位".formatted(absent.displayName()));
        }
        if (!present.worksFor(absent.unit())) {
            throw new Refused("“%s”没有本单位的角色，不能代理，请另选一位".formatted(present.displayName()));
        }
        if (to.isBefore(from)) {
            throw new Refused("代理的最后一日 %s 早于第一日 %s，请改正".formatted(to, from));
        }
        if (to.isBefore(LocalDate.now(clock))) {
            throw new Refused("代理的最后一日 %s 已经过去，请改正".formatted(to));
        }
        jdbc.sql("select login from safecity.account where login = :login for update")
                .param("login", represented)
                .query(String.class)
                .single();
        boolean overlaps = of(represented).stream()
                .filter(other -> other.represented().equals(represented))
                .anyMatch(other -> !other.from().isAfter(to) && !other.to().isBefore(from));
        if (overlaps) {
            throw new Refused("这段时间里“%s”已有代理人，请先结束原来的代理，或改日期".formatted(absent.displayName()));
        }
        jdbc.sql("""
                insert into safecity.deputy (represented, deputy, from_day, to_day, named_by, named_at)
                values (:represented, :deputy, :from, :to, :by, :now)""")
                .param("represented", represented)
                .param("deputy", deputy)
                .param("from", from)
                .param("to", to)
                .param("by", actor.login())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new AccountChanged(
                actor.login(), represented, "指定代理人 %s，%s 至 %s".formatted(present.displayName(), from, to)));
    }

    /** Whether a person may name and end deputies of another. */
    static boolean mayName(Person represented, Person actor) {
        boolean headOfTheUnit = actor.has(Role.UNIT_HEAD)
                && actor.unit() != null
                && actor.unit().equals(represented.unit());
        return actor.login().equals(represented.login()) || headOfTheUnit || actor.has(Role.SYSTEM_ADMINISTRATOR);
    }

    private static void requireMayName(Person represented, Person actor) {
        if (!mayName(represented, actor)) {
            throw new Refused("只有本人、本单位负责人和系统管理员可以为“%s”指定代理人".formatted(represented.displayName()));
        }
    }

    private Person enabled(String login) {
        return people.find(login)
                .filter(Person::enabled)
                .orElseThrow(() -> new Refused("没有登录名为“%s”的在用账号，请从列表中选择".formatted(login)));
    }

    /** Returns who stands in for a person and for whom the person stands in, today or later, the next first. */
    List<Deputy> of(String login) {
        return jdbc.sql(SELECT + """
                         where :login in (d.represented, d.deputy) and d.ended_at is null and d.to_day >= :today
                         order by d.from_day, d.id""")
                .param("login", login)
                .param("today", LocalDate.now(clock))
                .query(Deputies::deputy)
                .list();
    }

    /** Returns the standing in that lets one person act for another today; empty if there is none. */
    Optional<Deputy> today(String deputy, String represented) {
        LocalDate today = LocalDate.now(clock);
        return of(deputy).stream()
                .filter(each ->
                        each.deputy().equals(deputy) && each.represented().equals(represented) && each.covers(today))
                .findFirst();
    }

    /** Returns the entry of a number; empty if it was ended. */
    Optional<Deputy> find(long id) {
        return jdbc.sql(SELECT + " where d.id = :id and d.ended_at is null")
                .param("id", id)
                .query(Deputies::deputy)
                .optional();
    }

    /** Returns the entry of a number, whether it was ended or not. */
    Deputy require(long id) {
        return jdbc.sql(SELECT + " where d.id = :id")
                .param("id", id)
                .query(Deputies::deputy)
                .single();
    }

    /** Ends one before its last day; false if it is ended already. */
    boolean end(long id) {
        return jdbc.sql("update safecity.deputy set ended_at = :now where id = :id and ended_at is null")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Deputy deputy(ResultSet row, int index) throws SQLException {
        return new Deputy(
                row.getLong("id"),
                row.getString("represented"),
                row.getString("represented_name"),
                row.getString("deputy"),
                row.getString("deputy_name"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class));
    }
}
