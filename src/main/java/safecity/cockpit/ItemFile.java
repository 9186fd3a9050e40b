package safecity.cockpit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingTime;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.DeadlineChange;
import safecity.item.Deadlines;
import safecity.item.EventKinds;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Lamps;
import safecity.item.Part;
import safecity.item.StatusMoves;
import safecity.item.TimeLimit;

/** 问题档案: all that the page of an item and its dossier in Tasklist show, as one viewer may see it. */
@Component
class ItemFile {

    private final Items items;
    private final CurrentSteps currentSteps;
    private final ItemLog log;
    private final Deadlines deadlines;
    private final Rounds rounds;
    private final Lamps lamps;
    private final StatusMoves moves;
    private final EventKinds eventKinds;
    private final WorkingTime workingTime;
    private final JdbcClient jdbc;
    private final Clock clock;

    ItemFile(
            Items items,
            CurrentSteps currentSteps,
            ItemLog log,
            Deadlines deadlines,
            Rounds rounds,
            Lamps lamps,
            StatusMoves moves,
            EventKinds eventKinds,
            WorkingTime workingTime,
            JdbcClient jdbc,
            Clock clock) {
        this.items = items;
        this.currentSteps = currentSteps;
        this.log = log;
        this.deadlines = deadlines;
        this.rounds = rounds;
        this.lamps = lamps;
        this.moves = moves;
        this.eventKinds = eventKinds;
        this.workingTime = workingTime;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * An item with its history.
     *
     * @param mainTask number and title of the main task; empty if the item names none
     * @param list     title of the list that it came with; empty if it came otherwise
     * @param steps    open tasks in words
     * @param returns  why it was sent back, the latest first
     * @param ownTasks open tasks that the viewer may work on; those of the item's own course first, then the oldest
     */
    record Content(
            Item item,
            TimeLimit limit,
            Progression progression,
            List<Party> parties,
            String mainTask,
            String list,
            List<ItemRow.Step> steps,
            List<Rounds.Round> rounds,
            List<Rounds.Return> returns,
            List<HandingBack> handingsBack,
            List<DeadlineChange> deadlineChanges,
            Timeline timeline,
            List<OwnTask> ownTasks) {

        /** How often more time was granted. */
        public long extensions() {
            return deadlineChanges.stream()
                    .filter(change -> change.cause() == DeadlineChange.Cause.EXTENSION)
                    .count();
        }

        /** Short name of the town or subdistrict; empty if the item belongs to the district. */
        public String locality() {
            return parties.stream()
                    .filter(party -> party.part().equals(Part.LOCALITY.label()))
                    .map(Party::shortName)
                    .findFirst()
                    .orElse("");
        }
    }

    /** A unit's part; {@code verified} says whether an official source gives the full name, {@code opens} whether the viewer may open the unit's page. */
    record Party(String part, String code, String shortName, String fullName, boolean verified, boolean opens) {}

    /** A task that the viewer may work on, by the Chinese name of its step. */
    record OwnTask(String id, String name) {}

    /** A unit's wish to be rid of the item; {@code agreed} is null until the office decides. */
    record HandingBack(
            String unit,
            String reason,
            Instant at,
            @Nullable Boolean agreed,
            String toUnit,
            String opinion) {}

    /** Returns the item of a number if the viewer may see it. */
    @Transactional(readOnly = true)
    public Optional<Content> find(String number, Person viewer) {
        return items.findVisible(number, viewer).map(item -> content(item, viewer));
    }

    private Content content(Item item, Person viewer) {
        List<Rounds.Round> itemRounds = rounds.of(item.id(), item.round());
        List<CurrentStep> open = currentSteps.of(item.number());
        List<StatusMoves.Move> moved = moves.of(item.id());
        return new Content(
                item,
                lamps.limit(LocalDate.now(clock), item),
                Progression.of(item, moved, workingTime, clock.instant()),
                parties(item.id(), viewer),
                mainTask(item),
                list(item.id()),
                steps(item.number(), viewer),
                itemRounds,
                Rounds.returns(itemRounds),
                handingsBack(item.id()),
                deadlines.changes(item.id()),
                Timeline.of(log.of(item.id(), viewer), moved, eventKinds),
                open.stream()
                        .filter(step -> isOf(step, viewer))
                        .sorted(Comparator.comparing(step -> !step.onCourse()))
                        .map(step -> new OwnTask(step.taskId(), step.stepName()))
                        .toList());
    }

    /** Whether the task is the viewer's, or free and the viewer's unit's. */
    private static boolean isOf(CurrentStep step, Person viewer) {
        return step.assignee() != null ? step.assignee().equals(viewer.login()) : viewer.worksFor(step.unit());
    }

    private List<Party> parties(long itemId, Person viewer) {
        return jdbc.sql("""
                select p.part, u.code, u.short_name, u.full_name, u.full_name_verified
                  from safecity.item_unit p
                  join safecity.unit u on u.code = p.unit
                 where p.item_id = :id
                 order by array_position(array['LEAD', 'COOPERATING', 'LOCALITY'], p.part), u.position""")
                .param("id", itemId)
                .query((row, index) -> new Party(
                        Part.valueOf(row.getString("part")).label(),
                        row.getString("code"),
                        row.getString("short_name"),
                        row.getString("full_name"),
                        row.getBoolean("full_name_verified"),
                        viewer.seesEverything() || row.getString("code").equals(viewer.unit())))
                .list();
    }

    private String mainTask(Item item) {
        return jdbc.sql("select no || ' ' || title from safecity.main_task where no = :no")
                .param("no", item.mainTaskNo())
                .query(String.class)
                .optional()
                .orElse("");
    }

    private String list(long itemId) {
        return jdbc.sql("""
                select l.title from safecity.problem_list l join safecity.item i on i.list_id = l.id where i.id = :id""").param("id", itemId).query(String.class).optional().orElse("");
    }

    private List<ItemRow.Step> steps(String number, Person viewer) {
        return jdbc.sql("""
                select split_part(t.name, ' ' || t.business_key, 1) as name, coalesce(u.short_name, '') as unit,
                       coalesce(a.display_name, '') as person
                  from safecity.open_task t
                  left join safecity.unit u on u.code = t.unit
                  left join safecity.account a on a.login = t.assignee
                 where t.business_key = :number and %s
                 order by t.created_at, t.task_id""".formatted(CurrentSteps.SHOWN))
                .param("number", number)
                .param("seesEverything", viewer.seesEverything())
                .query((row, index) ->
                        new ItemRow.Step(row.getString("name"), row.getString("unit"), row.getString("person")))
                .list();
    }

    private List<HandingBack> handingsBack(long itemId) {
        return jdbc.sql("""
                select u.short_name as unit, h.reason, h.asked_at, h.agreed, coalesce(other.short_name, '') as to_unit,
                       coalesce(h.opinion, '') as opinion
                  from safecity.handing_back h
                  join safecity.unit u on u.code = h.from_unit
                  left join safecity.unit other on other.code = h.to_unit
                 where h.item_id = :id
                 order by h.seq desc""")
                .param("id", itemId)
                .query((row, index) -> new HandingBack(
                        row.getString("unit"),
                        row.getString("reason"),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getObject("agreed", Boolean.class),
                        row.getString("to_unit"),
                        row.getString("opinion")))
                .list();
    }
}
