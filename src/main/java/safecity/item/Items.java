package safecity.item;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;

/** The problem items. Every change runs in the caller's transaction. */
@Repository
public class Items {

    private static final String SELECT = """
            select i.id, i.number, i.title, i.description, i.source, i.place, i.locality, i.main_task_no, i.grade, i.lead_unit,
                   i.verifier, i.goal, i.measures, i.person, i.phone, i.remark, i.original_deadline, i.approved_deadline,
                   i.provisional, i.status, i.round, i.refusals, i.handing_back_refused, i.created_at, i.closed_at, i.paused_on
              from safecity.item i
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Items(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Returns an item.
     *
     * @throws NoSuchElementException if there is none
     */
    public Item find(long id) {
        return jdbc.sql(SELECT + "where i.id = :id")
                .param("id", id)
                .query(Item::read)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("No item " + id));
    }

    /** Returns the item of a number. */
    public Optional<Item> find(String number) {
        return jdbc.sql(SELECT + "where i.number = :number")
                .param("number", number)
                .query(Item::read)
                .optional();
    }

    /** Returns the item of a number if the person may see it; see {@link #VISIBLE}. */
    public Optional<Item> findVisible(String number, Person person) {
        return jdbc.sql(SELECT + "where i.number = :number and " + VISIBLE)
                .param("number", number)
                .params(visibilityOf(person))
                .query(Item::read)
                .optional();
    }

    /**
     * Condition on alias {@code i}: the office, the leading group and the audit see everything, who works for a unit the items that it takes part in, an
     * expert the items that were checked or wait to be. Parameters from {@link #visibilityOf}.
     */
    public static final String VISIBLE = """
            (:seesEverything
             or exists (select 1 from safecity.item_unit u where u.item_id = i.id and u.unit = :viewerUnit)
             or (:viewerIsExpert and exists (select 1 from safecity.open_task t
                                              where t.business_key = i.number and t.unit = :viewerUnit))
             or (:viewerIsExpert and exists (select 1 from safecity.spot_check c
                                              where c.item_id = i.id and c.checked_by = :viewerLogin)))
            """;

    /** Condition on alias {@code i}, 被退回: handed back by its unit, or sent back to it and not submitted again. */
    public static final String RETURNED = """
            (i.status = 'HANDED_BACK' or i.status in ('PLANNING', 'RECTIFYING')
                and (i.round > 1 or i.refusals > 0
                     or i.id in (select p.item_id from safecity.plan p
                                  where p.accepted = false and not exists (select 1 from safecity.plan later
                                                                            where later.item_id = p.item_id and later.version > p.version))))""";

    /** Returns the parameters of {@link #VISIBLE} for a person. */
    public static Map<String, Object> visibilityOf(Person person) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("seesEverything", person.seesEverything());
        parameters.put("viewerUnit", person.workUnit() == null ? "" : person.workUnit());
        parameters.put("viewerIsExpert", person.has(Role.EXPERT));
        parameters.put("viewerLogin", person.login());
        return parameters;
    }

    /** Whether an item with the fingerprint is there already. */
    public boolean fingerprintExists(String fingerprint) {
        return jdbc.sql("select exists (select 1 from safecity.item where fingerprint = :fingerprint)")
                .param("fingerprint", fingerprint)
                .query(Boolean.class)
                .single();
    }

    /**
     * Registers an item under the next number of a year; numbers have no gap, a rolled back registration gives its number back.
     *
     * @throws Refused if the same problem is registered already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Item register(NewItem item, int year) {
        if (fingerprintExists(item.fingerprint())) {
            throw new Refused("“%s”已经登记过，不能重复登记".formatted(item.title()));
        }
        long id = jdbc.sql("""
                insert into safecity.item
                       (number, title, description, source, place, locality, main_task_no, grade, lead_unit, verifier, goal, measures,
                        person, phone, remark, list_id, fingerprint, original_deadline, approved_deadline, provisional, status,
                        deadline_from, deadline_working_days, created_at, changed_at)
                values (:number, :title, :description, :source, :place, :locality, :mainTaskNo, :grade, :leadUnit, :verifier, :goal,
                        :measures, :person, :phone, :remark, :listId, :fingerprint, :deadline, :deadline, :provisional, 'DISPATCHED',
                        :countedFrom, :workingDays, :now, :now)
                returning id""")
                .param("number", nextNumber(year))
                .param("title", item.title())
                .param("description", item.description())
                .param("source", item.source())
                .param("place", item.place())
                .param("locality", item.locality())
                .param("mainTaskNo", item.mainTaskNo())
                .param("grade", item.grade().name())
                .param("leadUnit", item.leadUnit())
                .param("verifier", item.verifier().name())
                .param("goal", item.goal())
                .param("measures", item.measures())
                .param("person", item.person())
                .param("phone", item.phone())
                .param("remark", item.remark())
                .param("listId", item.listId())
                .param("fingerprint", item.fingerprint())
                .param("deadline", item.deadline().day())
                .param("provisional", item.deadline().provisional())
                .param(
                        "countedFrom",
                        item.counting() == null ? null : item.counting().from())
                .param(
                        "workingDays",
                        item.counting() == null ? null : item.counting().workingDays())
                .param("now", now())
                .query(Long.class)
                .single();
        join(id, item.leadUnit(), Part.LEAD);
        item.cooperating().forEach(unit -> join(id, unit, Part.COOPERATING));
        if (item.locality() != null) {
            join(id, item.locality(), Part.LOCALITY);
        }
        return find(id);
    }

    private String nextNumber(int year) {
        int next = jdbc.sql("""
                insert into safecity.number_sequence as s (kind, year, last) values ('WT', :year, 1)
                on conflict (kind, year) do update set last = s.last + 1
                returning last""").param("year", year).query(Integer.class).single();
        return "WT-%d-%05d".formatted(year, next);
    }

    private void join(long id, String unit, Part part) {
        jdbc.sql("""
                insert into safecity.item_unit (item_id, unit, part) values (:id, :unit, :part)
                on conflict do nothing""")
                .param("id", id)
                .param("unit", unit)
                .param("part", part.name())
                .update();
    }

    /**
     * Moves an item from one status to another, and notes it: what the caller appends to the item's log next is shown with both.
     *
     * @throws StaleItem if it is not in the status that it should leave
     */
    public void move(long id, Status from, Status to) {
        int rows = jdbc.sql("""
                with moved as (update safecity.item set status = :to, changed_at = :now, closed_at = case when :to = 'CLOSED' then :now end
                                where id = :id and status = :from returning id)
                insert into safecity.item_move (item_id, from_status, to_status, at) select id, :from, :to, :now from moved""")
                .param("id", id)
                .param("from", from.name())
                .param("to", to.name())
                .param("now", now())
                .update();
        if (rows == 0) {
            throw new StaleItem("Item %d is no longer %s, so it cannot become %s".formatted(id, from, to));
        }
    }

    /** Starts the next round of an open item; returns its number. */
    public int nextRound(long id) {
        return jdbc.sql("""
                update safecity.item set round = round + 1, changed_at = :now where id = :id and status <> 'CLOSED'
                returning round""")
                .param("id", id)
                .param("now", now())
                .query(Integer.class)
                .single();
    }

    /** Counts a refusal by verification; returns how many there are now. */
    public int countRefusal(long id) {
        return jdbc.sql("update safecity.item set refusals = refusals + 1 where id = :id returning refusals")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    /** Notes that the office decided to leave the item with its unit, so that it cannot be handed back again. */
    public void refuseHandingBack(long id) {
        jdbc.sql("update safecity.item set handing_back_refused = true where id = :id")
                .param("id", id)
                .update();
    }

    /** Makes another unit responsible; the former one no longer takes part unless it helps or is the locality. The new one may hand it back. */
    public void reassign(long id, String toUnit) {
        jdbc.sql(
                        "update safecity.item set lead_unit = :to, handing_back_refused = false, changed_at = :now where id = :id")
                .param("id", id)
                .param("to", toUnit)
                .param("now", now())
                .update();
        jdbc.sql("delete from safecity.item_unit where item_id = :id and part = 'LEAD'")
                .param("id", id)
                .update();
        join(id, toUnit, Part.LEAD);
    }

    /** Changes who verifies, where a new lead makes the former answer impossible. */
    public void verifyBy(long id, Verifier verifier) {
        jdbc.sql("update safecity.item set verifier = :verifier where id = :id")
                .param("id", id)
                .param("verifier", verifier.name())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
