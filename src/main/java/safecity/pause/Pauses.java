package safecity.pause;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;
import safecity.item.Item;
import safecity.pause.Pause.State;

/** The requests to let clocks stand still. Every change states the state that it leaves. */
@Repository
class Pauses {

    private static final String SELECT = """
            select p.id, p.item_id, p.unit, p.state, p.started_by, s.display_name as asker, p.started_at, p.category, p.explanation,
                   p.controls, p.review_on, p.asked_at, p.opinion, coalesce(d.display_name, '') as decider, p.decided_at,
                   p.paused_on, p.reminds_at, p.wakes_at, p.resumed_by, coalesce(r.display_name, '') as resumer, p.resume_reason,
                   p.ended_on
              from safecity.pause p
              join safecity.account s on s.login = coalesce(p.asked_by, p.started_by)
              left join safecity.account d on d.login = p.decided_by
              left join safecity.account r on r.login = p.resumed_by
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Pauses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Returns a request.
     *
     * @throws NoSuchElementException if there is none
     */
    Pause find(long id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id)
                .query(Pause.class)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("No pause " + id));
    }

    /** Returns the requests of an item, the latest first. */
    List<Pause> of(long itemId) {
        return jdbc.sql(SELECT + "where p.item_id = :item order by p.id desc")
                .param("item", itemId)
                .query(Pause.class)
                .list();
    }

    /** Returns the request of an item that is not settled yet. */
    Optional<Pause> openOf(long itemId) {
        return of(itemId).stream().filter(Pause::open).findFirst();
    }

    /** A pause that runs, with the number of its item. */
    record Running(
            long id,
            String number,
            LocalDate pausedOn,
            LocalDate reviewOn,
            Instant remindsAt,
            Instant wakesAt,
            @Nullable Integer reminderWorkingDays) {}

    /** Returns all pauses that run, by the number of their item. */
    List<Running> running() {
        return jdbc.sql("""
                select p.id, i.number, p.paused_on, p.review_on, p.reminds_at, p.wakes_at, p.reminder_working_days
                  from safecity.pause p
                  join safecity.item i on i.id = p.item_id
                 where p.state = 'RUNNING'
                 order by i.number""").query(Running.class).list();
    }

    /** Locks an item: whoever changes a request does this first, as whoever closes the item does, so that neither waits for the other. */
    void hold(long itemId) {
        jdbc.sql("select id from safecity.item where id = :id for update")
                .param("id", itemId)
                .query(Long.class)
                .single();
    }

    /**
     * Begins a request; returns its row.
     *
     * @throws Refused if another one of the item is open
     */
    long begin(Item item, String by) {
        return jdbc.sql("""
                insert into safecity.pause (item_id, unit, state, started_by, started_at)
                values (:item, :unit, 'DRAFT', :by, :now)
                on conflict do nothing
                returning id""")
                .param("item", item.id())
                .param("unit", item.leadUnit())
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Refused("%s 刚刚已有人发起挂账申请，请刷新后再看".formatted(item.number())));
    }

    void ask(long id, String category, String explanation, String controls, LocalDate reviewOn, String by) {
        changed(jdbc.sql("""
                update safecity.pause
                   set state = 'ASKED', category = :category, explanation = :explanation, controls = :controls,
                       review_on = :reviewOn, asked_by = :by, asked_at = :now
                 where id = :id and state = 'DRAFT'""")
                .param("id", id)
                .param("category", category)
                .param("explanation", explanation)
                .param("controls", controls)
                .param("reviewOn", reviewOn)
                .param("by", by)
                .param("now", now())
                .update());
    }

    /** Gives a request up that nobody has decided: withdrawn by whoever asked, or lapsed. */
    void giveUp(long id, State from, State to) {
        changed(jdbc.sql("update safecity.pause set state = :to where id = :id and state = :from")
                .param("id", id)
                .param("from", from.name())
                .param("to", to.name())
                .update());
    }

    /**
     * Notes the decision; an agreement has effect only with {@link #run}.
     *
     * @param state ASKED if it is agreed, DECLINED if not
     */
    void decide(long id, State state, LocalDate reviewOn, String opinion, String by) {
        changed(jdbc.sql("""
                update safecity.pause
                   set state = :state, review_on = :reviewOn, opinion = :opinion, decided_by = :by, decided_at = :now
                 where id = :id and state = 'ASKED' and decided_at is null""")
                .param("id", id)
                .param("state", state.name())
                .param("reviewOn", reviewOn)
                .param("opinion", opinion)
                .param("by", by)
                .param("now", now())
                .update());
    }

    void run(long id, LocalDate pausedOn, Moments.Schedule schedule) {
        changed(jdbc.sql("""
                update safecity.pause
                   set state = 'RUNNING', paused_on = :pausedOn, reminder_working_days = :reminder, reminds_at = :remindsAt,
                       wakes_at = :wakesAt
                 where id = :id and state = 'ASKED' and decided_at is not null""")
                .param("id", id)
                .param("pausedOn", pausedOn)
                .param("reminder", schedule.reminderWorkingDays())
                .param("remindsAt", schedule.remindsAt().atOffset(ZoneOffset.UTC))
                .param("wakesAt", schedule.wakesAt().atOffset(ZoneOffset.UTC))
                .update());
    }

    void reschedule(long id, Instant remindsAt, Instant wakesAt) {
        changed(jdbc.sql("""
                update safecity.pause set reminds_at = :remindsAt, wakes_at = :wakesAt where id = :id and state = 'RUNNING'""")
                .param("id", id)
                .param("remindsAt", remindsAt.atOffset(ZoneOffset.UTC))
                .param("wakesAt", wakesAt.atOffset(ZoneOffset.UTC))
                .update());
    }

    /** Notes who sets the clock going before the review date; false if somebody did already, or it does not stand still. */
    boolean resume(long id, String by, String reason) {
        return jdbc.sql("""
                        update safecity.pause set resumed_by = :by, resume_reason = :reason
                         where id = :id and state = 'RUNNING' and resumed_by is null""")
                        .param("id", id)
                        .param("by", by)
                        .param("reason", reason)
                        .update()
                == 1;
    }

    void end(long id, LocalDate on) {
        changed(jdbc.sql(
                        "update safecity.pause set state = 'ENDED', ended_on = :on where id = :id and state = 'RUNNING'")
                .param("id", id)
                .param("on", on)
                .update());
    }

    private static void changed(int rows) {
        if (rows != 1) {
            throw new Refused("这项挂账申请刚刚已有人办理，请刷新后再看");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
