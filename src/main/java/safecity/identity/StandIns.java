package safecity.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.OpenTasks;
import safecity.engine.Refused;
import safecity.engine.TaskChanged;
import safecity.engine.TaskCompleting;
import safecity.identity.Deputies.Deputy;

/**
 * 代办: tasks that deputies took over. For the engine the deputy holds the task; that it is done for somebody stands here, and in whatever the step writes
 * ({@link #representedIn}). When the time of the deputy is over the task goes back, and until then it cannot be completed any more.
 */
@Repository
public class StandIns {

    private final JdbcClient jdbc;
    private final Deputies deputies;
    private final People people;
    private final OpenTasks tasks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StandIns(
            JdbcClient jdbc,
            Deputies deputies,
            People people,
            OpenTasks tasks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.deputies = deputies;
        this.people = people;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    /** A task that a represented person holds. */
    record Held(String taskId, String number, String name, String represented, String representedName) {}

    /** Returns the open tasks that a deputy may take over today, those due first at the head; no more than 200. */
    List<Held> toTakeOver(String deputy) {
        return held(deputy, "", 200);
    }

    /** Returns open tasks that a deputy may take over today: the one of an id, or all if it is empty. */
    private List<Held> held(String deputy, String taskId, int most) {
        return jdbc.sql("""
                        select t.task_id, t.business_key, split_part(t.name, ' ' || t.business_key, 1) as name,
                               d.represented, r.display_name
                          from safecity.deputy d
                          join safecity.account r on r.login = d.represented
                          join safecity.open_task t on t.assignee = d.represented
                         where d.deputy = :deputy and d.ended_at is null and :today between d.from_day and d.to_day
                           and :task in ('', t.task_id)
                         order by t.due nulls last, t.task_id
                         limit :most""")
                .param("deputy", deputy)
                .param("today", LocalDate.now(clock))
                .param("task", taskId)
                .param("most", most)
                .query((row, index) -> new Held(
                        row.getString("task_id"),
                        row.getString("business_key"),
                        row.getString("name"),
                        row.getString("represented"),
                        row.getString("display_name")))
                .list();
    }

    /**
     * Makes a deputy the holder of a task that the represented person holds.
     *
     * @throws Refused if the deputy does not stand in for that person today, or the person does not hold the task any more
     */
    @Transactional
    public void takeOver(String taskId, Person deputy) {
        Held held = held(deputy.login(), taskId, 1).stream()
                .findFirst()
                .orElseThrow(() -> new Refused("该任务已办结，或您今天不代理它的经办人，请刷新页面"));
        if (deputy.workUnit() == null) {
            throw new Refused("您现在没有本单位的角色，不能代办，请联系安全管理员");
        }
        Deputy standing = deputies.today(deputy.login(), held.represented())
                .orElseThrow(() -> new Refused("您今天不代理“%s”".formatted(held.representedName())));
        jdbc.sql("""
                insert into safecity.stand_in (task_id, business_key, deputy_id, login, represented, taken_at)
                values (:task, :key, :deputy, :login, :represented, :now)""")
                .param("task", taskId)
                .param("key", held.number())
                .param("deputy", standing.id())
                .param("login", deputy.login())
                .param("represented", held.represented())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        tasks.handOver(taskId, held.represented(), deputy.login());
        events.publishEvent(new TaskTakenOver(held.number(), held.name(), deputy.login(), held.representedName()));
    }

    /** Returns the name of the person for whom a login acts on a case, by a task that is open or was closed in this very transaction. */
    public Optional<String> representedIn(String businessKey, String login) {
        return jdbc.sql("""
                        select r.display_name
                          from safecity.stand_in s
                          join safecity.account r on r.login = s.represented
                         where s.business_key = :key and s.login = :login
                           and (s.closed_in is null or s.closed_in = pg_current_xact_id_if_assigned())
                         order by s.closed_in nulls last
                         limit 1""")
                .param("key", businessKey)
                .param("login", login)
                .query(String.class)
                .optional();
    }

    /** Ends what was begun, when its task is closed or passes to somebody else. */
    @EventListener
    void follow(TaskChanged task) {
        jdbc.sql("""
                update safecity.stand_in set closed_in = pg_current_xact_id()
                 where task_id = :task and closed_in is null and (not :open or login is distinct from :assignee)""")
                .param("task", task.taskId())
                .param("open", task.open())
                .param("assignee", task.assignee())
                .update();
    }

    /**
     * Refuses a deputy whose time is over.
     *
     * @throws Refused if it is
     */
    @EventListener
    void requireTime(TaskCompleting task) {
        boolean over = jdbc.sql("""
                        select exists (select 1
                                         from safecity.stand_in s
                                         join safecity.deputy d on d.id = s.deputy_id
                                        where s.task_id = :task and s.closed_in is null
                                          and (d.ended_at is not null or :today not between d.from_day and d.to_day))""")
                .param("task", task.taskId())
                .param("today", LocalDate.now(clock))
                .query(Boolean.class)
                .single();
        if (over) {
            throw new Refused("代理期已结束，该任务由原经办人办理。系统将在零点后退回，也可在“代理”页立即退回");
        }
    }

    private record Taken(String taskId, String login, String represented, String representedName) {}

    /** Ends the standing in of a person for others and of others for the person, and gives the tasks back. */
    @Transactional
    public void endAllOf(String login) {
        deputies.of(login).forEach(each -> end(each, "", "随账号停用或调动，"));
    }

    /** Ends one standing in and gives its tasks back; returns how many. */
    @Transactional
    public int end(Deputy deputy, Person actor) {
        return end(deputy, actor.login(), "");
    }

    private int end(Deputy deputy, String actor, String why) {
        boolean ended = deputies.end(deputy.id());
        int returned = giveBackTasks(deputy.id());
        if (ended) {
            events.publishEvent(new AccountChanged(
                    actor,
                    deputy.represented(),
                    "结束代理：%s代理人 %s，原定 %s 至 %s，退回任务 %d 件"
                            .formatted(why, deputy.deputyName(), deputy.from(), deputy.to(), returned)));
        }
        return returned;
    }

    /** Gives the tasks of a deputy whose time is over back to the represented person, or to the unit if that person has left; returns how many. */
    @Transactional
    public int giveBack(long deputyId) {
        int returned = giveBackTasks(deputyId);
        if (returned > 0) {
            Deputy over = deputies.require(deputyId);
            events.publishEvent(new AccountChanged(
                    "", over.represented(), "代理期满：代理人 %s，退回任务 %d 件".formatted(over.deputyName(), returned)));
        }
        return returned;
    }

    private int giveBackTasks(long deputyId) {
        List<Taken> open =
                jdbc.sql("""
                        select s.task_id, s.login, s.represented, r.display_name
                          from safecity.stand_in s
                          join safecity.account r on r.login = s.represented
                         where s.deputy_id = :deputy and s.closed_in is null""").param("deputy", deputyId).query(StandIns::taken).list();
        open.forEach(this::giveBack);
        return open.size();
    }

    private void giveBack(Taken taken) {
        if (people.require(taken.represented()).enabled()) {
            tasks.handOver(taken.taskId(), taken.login(), taken.represented());
        } else {
            tasks.putBack(taken.taskId(), taken.login());
        }
    }

    /** Returns the deputies whose time is over while they hold tasks. */
    List<Long> overdue() {
        return jdbc.sql("""
                        select distinct d.id
                          from safecity.deputy d
                          join safecity.stand_in s on s.deputy_id = d.id and s.closed_in is null
                         where d.ended_at is not null or d.to_day < :today""")
                .param("today", LocalDate.now(clock))
                .query(Long.class)
                .list();
    }

    private static Taken taken(ResultSet row, int index) throws SQLException {
        return new Taken(
                row.getString("task_id"),
                row.getString("login"),
                row.getString("represented"),
                row.getString("display_name"));
    }
}
