package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.Walks;
import safecity.engine.Processes;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;
import safecity.notice.Examples;

/** The watch over one item, on the running engine; the clock is moved and due jobs are run by hand. */
@Walks("escalation")
class EscalationTest extends ApplicationTest {

    private static final String UNIT = "qu-qi-xiang-ju";
    private static final LocalTime HALF_PAST_EIGHT = LocalTime.of(8, 30);

    /** A Tuesday; three working days before it is Thursday 10, the day after it Wednesday 16 December. */
    private static final LocalDate DEADLINE = LocalDate.of(2020, 12, 15);

    @Autowired
    private Processes processes;

    private Examples examples;

    @Autowired
    private Items items;

    @Autowired
    private ItemLog timeline;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private HistoryService history;

    @Autowired
    private RepositoryService repository;

    private Person clerk;

    @BeforeEach
    void somebodyWorksInTheUnit(@Autowired People people) {
        examples = new Examples(jdbc, transaction, items, people);
        clerk = examples.personIn(UNIT);
    }

    @Test
    void reminds_the_unit_three_working_days_before_and_again_on_the_first_day_overdue() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watch(DEADLINE);
        assertThat(timers(item)).containsExactly(at(LocalDate.of(2020, 12, 10), HALF_PAST_EIGHT));

        itIs(LocalDate.of(2020, 12, 10), LocalTime.of(8, 29, 59));
        fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).isEmpty();

        itIs(LocalDate.of(2020, 12, 10), HALF_PAST_EIGHT);
        fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).containsExactly("【三日内到期】" + item.label());
        assertThat(timers(item)).containsExactly(at(LocalDate.of(2020, 12, 16), HALF_PAST_EIGHT));

        itIs(LocalDate.of(2020, 12, 16), HALF_PAST_EIGHT);
        fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).containsExactly("【三日内到期】" + item.label(), "【超期】" + item.label());
        assertThat(timers(item)).isEmpty();
        assertThat(isWaitingAt(item)).containsExactly("itemClosedAfterLastRung");
        assertThat(timeline.of(item.id())).extracting(ItemLog.Entry::act).containsExactly("超期通知", "到期提醒");
        assertThat(timeline.of(item.id()).get(0).detail()).startsWith("已发邮件通知区气象局（");

        close(item);
        assertThat(isRunning(item)).isFalse();
        assertThat(passed(item)).contains("itemClosedAfterLastRung", "watchEndedAfterLastRung");
    }

    @Test
    void tells_nobody_anything_once_the_item_is_closed() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watch(DEADLINE);

        close(item);

        assertThat(isRunning(item)).isFalse();
        assertThat(passed(item)).contains("itemClosed", "watchEnded").doesNotContain("notifyUnit");
        assertThat(timers(item)).isEmpty();
        assertThat(examples.subjectsTo(clerk)).isEmpty();
    }

    @Test
    void walks_every_element_in_one_case_or_another() {
        Set<String> walked = new TreeSet<>();
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item early = watch(DEADLINE);
        close(early);
        walked.addAll(passed(early));
        Item late = watch(DEADLINE);
        itIs(DEADLINE.plusDays(1), HALF_PAST_EIGHT);
        fireWhatIsDue(late);
        close(late);
        walked.addAll(passed(late));

        String definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("escalation")
                .latestVersion()
                .singleResult()
                .getId();
        assertThat(walked)
                .containsExactlyInAnyOrderElementsOf(
                        repository.getBpmnModelInstance(definition).getModelElementsByType(FlowNode.class).stream()
                                .map(FlowNode::getId)
                                .toList());
    }

    @Test
    void sends_only_where_the_item_stands_if_it_arrives_after_its_deadline() {
        itIs(LocalDate.of(2021, 3, 1), LocalTime.NOON);
        Item item = watch(DEADLINE);

        fireWhatIsDue(item);
        fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).containsExactly("【超期】" + item.label());
        assertThat(rungs(item)).containsExactly("T+1 SENT", "T-3 PASSED");
        assertThat(isWaitingAt(item)).containsExactly("itemClosedAfterLastRung");
    }

    @Test
    void sends_only_where_the_item_stands_if_the_program_was_off_over_two_rungs() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watch(DEADLINE);

        itIs(LocalDate.of(2020, 12, 20), LocalTime.NOON);
        fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).containsExactly("【超期】" + item.label());
        assertThat(rungs(item)).containsExactly("T+1 SENT", "T-3 PASSED");
    }

    @Test
    void counts_over_weekends_and_holidays() {
        itIs(LocalDate.of(2020, 9, 1), LocalTime.NOON);
        Item friday = watch(LocalDate.of(2020, 12, 4));
        Item afterNationalDay = watch(LocalDate.of(2020, 10, 9));

        assertThat(timers(friday)).containsExactly(at(LocalDate.of(2020, 12, 1), HALF_PAST_EIGHT));
        assertThat(timers(afterNationalDay)).containsExactly(at(LocalDate.of(2020, 9, 28), HALF_PAST_EIGHT));
        itIs(LocalDate.of(2020, 10, 9), LocalTime.NOON);
        fireWhatIsDue(afterNationalDay);
        assertThat(timers(afterNationalDay)).containsExactly(at(LocalDate.of(2020, 10, 10), HALF_PAST_EIGHT));
        itIs(LocalDate.of(2020, 12, 4), LocalTime.NOON);
        fireWhatIsDue(friday);
        assertThat(timers(friday)).containsExactly(at(LocalDate.of(2020, 12, 7), HALF_PAST_EIGHT));
    }

    @Test
    void moves_the_one_waiting_timer_when_the_approved_deadline_moves() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watch(DEADLINE);
        itIs(LocalDate.of(2020, 12, 10), LocalTime.NOON);
        fireWhatIsDue(item);

        jdbc.sql("update safecity.item set approved_deadline = date '2020-12-31' where id = :id")
                .param("id", item.id())
                .update();
        processes.moveTimers("escalation", item.number(), "rungReached");

        assertThat(timers(item)).containsExactly(at(LocalDate.of(2020, 12, 28), HALF_PAST_EIGHT));
        itIs(LocalDate.of(2020, 12, 28), LocalTime.NOON);
        fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).containsExactly("【三日内到期】" + item.label(), "【三日内到期】" + item.label());
        processes.moveTimers("escalation", "WT-1999-00001", "rungReached");
    }

    @Test
    void does_not_tell_a_rung_whose_deadline_moved_away_before_the_timer_fired() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watch(DEADLINE);
        jdbc.sql("update safecity.item set approved_deadline = date '2020-12-31' where id = :id")
                .param("id", item.id())
                .update();

        itIs(LocalDate.of(2020, 12, 10), LocalTime.NOON);
        fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).isEmpty();
        assertThat(timers(item)).containsExactly(at(LocalDate.of(2020, 12, 28), HALF_PAST_EIGHT));
    }

    @Test
    void tells_nobody_if_a_timer_fires_for_an_item_that_is_closed() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watch(DEADLINE);
        items.move(item.id(), Status.DISPATCHED, Status.CLOSED);

        itIs(LocalDate.of(2020, 12, 10), LocalTime.NOON);
        fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).isEmpty();
    }

    private Item watch(LocalDate deadline) {
        Item item = examples.item(UNIT, deadline);
        transaction.executeWithoutResult(
                status -> processes.start("escalation", item.number(), Map.of("problemId", item.id())));
        return item;
    }

    private void close(Item item) {
        transaction.executeWithoutResult(status -> processes.tell("itemClosed", item.number()));
    }

    private void fireWhatIsDue(Item item) {
        new ArrayList<>(jobs(item))
                .stream()
                        .filter(job -> !job.getDuedate().toInstant().isAfter(clock.instant()))
                        .forEach(job -> management.executeJob(job.getId()));
    }

    private List<Instant> timers(Item item) {
        return jobs(item).stream().map(job -> job.getDuedate().toInstant()).toList();
    }

    private List<Job> jobs(Item item) {
        return runtime
                .createProcessInstanceQuery()
                .processDefinitionKey("escalation")
                .processInstanceBusinessKey(item.number())
                .list()
                .stream()
                .flatMap(instance -> management.createJobQuery().processInstanceId(instance.getId()).list().stream())
                .toList();
    }

    private boolean isRunning(Item item) {
        return processes.runs("escalation", item.number());
    }

    private List<String> isWaitingAt(Item item) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(item.number())
                .singleResult()
                .getId();
        return runtime.getActiveActivityIds(instance);
    }

    private List<String> passed(Item item) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(item.number())
                        .singleResult()
                        .getId())
                .finished()
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    private List<String> rungs(Item item) {
        return jdbc.sql("select rung || ' ' || outcome from safecity.escalation_rung where item_id = :id order by rung")
                .param("id", item.id())
                .query(String.class)
                .list();
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(SHANGHAI).toInstant();
    }
}
