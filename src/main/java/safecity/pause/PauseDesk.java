package safecity.pause;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.engine.Variables;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.Status;
import safecity.pause.Pause.State;
import safecity.unit.Units;

/** What people do about a pause on the page of an item: begin a request, and set the clock going before the review date. */
@Component
class PauseDesk {

    /** Message to the process of a pause that somebody sets the clock going. */
    private static final String RESUMED = "resumed";

    private final Items items;
    private final Pauses pauses;
    private final PauseRules rules;
    private final CurrentSteps currentSteps;
    private final Processes processes;
    private final WorkingDays workingDays;
    private final Clock clock;

    PauseDesk(
            Items items,
            Pauses pauses,
            PauseRules rules,
            CurrentSteps currentSteps,
            Processes processes,
            WorkingDays workingDays,
            Clock clock) {
        this.items = items;
        this.pauses = pauses;
        this.rules = rules;
        this.currentSteps = currentSteps;
        this.processes = processes;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /**
     * What a viewer sees of an item's pauses.
     *
     * @param all       the requests, the latest first
     * @param asks      whether the viewer belongs to the unit that may ask
     * @param obstacle  why it may not be asked for now; null if it may
     * @param draft     the viewer's own task to fill the request in; null if there is none
     * @param resumes   whether the viewer may set the clock going
     * @param daysLeft  working days that are left for the item while its clock stands still
     */
    record Panel(
            String number,
            List<Pause> all,
            boolean asks,
            @Nullable String obstacle,
            @Nullable String draft,
            boolean resumes,
            int daysLeft) {

        /** Whether there is anything to see or to do. */
        public boolean speaks() {
            return asks || !all.isEmpty();
        }
    }

    /** Returns what a viewer sees of the pauses of an item that the viewer may see. */
    @Transactional(readOnly = true)
    public Optional<Panel> panel(String number, Person viewer) {
        return items.findVisible(number, viewer).map(item -> {
            LocalDate today = LocalDate.now(clock);
            List<Pause> all = pauses.of(item.id());
            @Nullable LocalDate pausedOn = item.pausedOn();
            boolean asks = viewer.worksFor(item.leadUnit()) && item.status() != Status.CLOSED && pausedOn == null;
            return new Panel(
                    number,
                    all,
                    asks,
                    asks ? rules.obstacle(item, null, today) : null,
                    draftOf(item, viewer).orElse(null),
                    pausedOn != null && mayResume(item, viewer),
                    pausedOn == null ? 0 : Math.max(0, workingDays.remaining(pausedOn, item.approvedDeadline())));
        });
    }

    private static boolean mayResume(Item item, Person viewer) {
        return viewer.worksFor(item.leadUnit()) || viewer.worksFor(Units.OFFICE);
    }

    private Optional<String> draftOf(Item item, Person viewer) {
        return currentSteps.of(item.number()).stream()
                .filter(step -> step.process().equals("pause") && step.element().equals("ask"))
                .filter(step -> viewer.login().equals(step.assignee()))
                .map(CurrentStep::taskId)
                .findFirst();
    }

    /**
     * Begins a request, or goes on with the one that the person has begun.
     *
     * @return id of the task in which the person fills it in
     * @throws NotYours if the person does not belong to the responsible unit
     * @throws Refused  if the item may not be paused now
     */
    @Transactional
    public Optional<String> begin(String number, Person by) {
        return items.findVisible(number, by).map(item -> {
            if (!by.worksFor(item.leadUnit())) {
                throw new NotYours();
            }
            pauses.hold(item.id());
            return draftOf(item, by).orElseGet(() -> begin(item, by));
        });
    }

    private String begin(Item seen, Person by) {
        Item item = items.find(seen.id());
        @Nullable String obstacle = rules.obstacle(item, null, LocalDate.now(clock));
        if (obstacle != null) {
            throw new Refused("%s %s".formatted(item.number(), obstacle));
        }
        long pause = pauses.begin(item, by.login());
        processes.start("pause", item.number(), Map.of(Variables.PROBLEM_ID, item.id(), Variables.PAUSE_ID, pause));
        return draftOf(item, by).orElseThrow();
    }

    /**
     * Sets the clock going before the review date.
     *
     * @return false if the person may not see the item
     * @throws NotYours if the person belongs neither to the responsible unit nor to the office
     * @throws Refused  if no reason is given, or the clock runs
     */
    @Transactional
    public boolean resume(String number, Person by, @Nullable String reason) {
        Optional<Item> item = items.findVisible(number, by);
        item.ifPresent(each -> resume(each, by, reason));
        return item.isPresent();
    }

    private void resume(Item item, Person by, @Nullable String reason) {
        if (!mayResume(item, by)) {
            throw new NotYours();
        }
        String why = Answer.required(reason, "请填写提前恢复的理由");
        pauses.hold(item.id());
        long pause = pauses.openOf(item.id())
                .filter(open -> open.state() == State.RUNNING)
                .map(Pause::id)
                .orElseThrow(() -> new Refused("%s 没有挂账，或已恢复计时。请刷新后再看".formatted(item.number())));
        if (!pauses.resume(pause, by.login(), why)) {
            throw new Refused("%s 正在恢复计时。请刷新后再看".formatted(item.number()));
        }
        processes.tell(RESUMED, item.number());
    }

    /** The person sees the item and may not do this to it. */
    static final class NotYours extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
