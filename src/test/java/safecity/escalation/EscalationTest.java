package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
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

    private static final LocalTime HALF_PAST_EIGHT = LocalTime.of(8, 30);

    /** A Tuesday; three working days before it is Thursday 10, the day after it Wednesday 16 December. */
    private static final LocalDate DEADLINE = LocalDate.of(2020, 12, 15);

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Processes processes;

    @Autowired
    private Items items;

    @Autowired
    private ItemLog timeline;

    private Person clerk;
    private Examples examples;
    private WatchedItems watched;

    @BeforeEach
    void somebodyWorksInTheUnit(@Autowired People people) {
        examples = new Examples(jdbc, transaction, items, people);
        watched = new WatchedItems(engine, processes, examples, jdbc, transaction);
        clerk = examples.personIn(WatchedItems.UNIT);
    }

    @Test
    void reminds_the_unit_three_working_days_before_and_again_on_the_first_day_overdue() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);
        assertThat(watched.timers(item)).containsExactly(at(LocalDate.of(2020, 12, 10), HALF_PAST_EIGHT));

        itIs(LocalDate.of(2020, 12, 10), LocalTime.of(8, 29, 59));
        watched.fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).isEmpty();

        itIs(LocalDate.of(2020, 12, 10), HALF_PAST_EIGHT);
        watched.fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).containsExactly("【三日内到期】" + item.label());
        assertThat(watched.timers(item)).containsExactly(at(LocalDate.of(2020, 12, 16), HALF_PAST_EIGHT));

        itIs(LocalDate.of(2020, 12, 16), HALF_PAST_EIGHT);
        watched.fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).containsExactly("【三日内到期】" + item.label(), "【超期】" + item.label());
        assertThat(watched.timers(item)).isEmpty();
        assertThat(watched.isWaitingAt(item)).containsExactly("whichComesFirstWithoutRung");
        assertThat(timeline.of(item.id())).extracting(ItemLog.Entry::act).containsExactly("超期通知", "到期提醒");
        assertThat(timeline.of(item.id()).get(0).detail()).startsWith("已发邮件通知区气象局（");

        watched.close(item);
        assertThat(watched.isRunning(item)).isFalse();
        assertThat(watched.passed(item)).contains("itemClosedAfterLastRung", "watchEndedAfterLastRung");
    }

    @Test
    void tells_nobody_anything_once_the_item_is_closed() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);

        watched.close(item);

        assertThat(watched.isRunning(item)).isFalse();
        assertThat(watched.passed(item)).contains("itemClosed", "watchEnded").doesNotContain("notifyUnit");
        assertThat(watched.timers(item)).isEmpty();
        assertThat(examples.subjectsTo(clerk)).isEmpty();
    }

    @Test
    void walks_every_element_in_one_case_or_another() {
        Set<String> walked = new TreeSet<>();
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item early = watched.watch(DEADLINE);
        watched.close(early);
        walked.addAll(watched.passed(early));
        Item moved = watched.watch(DEADLINE);
        watched.clockChanged(moved);
        itIs(DEADLINE.plusDays(1), HALF_PAST_EIGHT);
        watched.fireWhatIsDue(moved);
        watched.clockChanged(moved);
        watched.close(moved);
        walked.addAll(watched.passed(moved));
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item late = watched.watch(DEADLINE);
        itIs(DEADLINE.plusDays(1), HALF_PAST_EIGHT);
        watched.fireWhatIsDue(late);
        watched.close(late);
        walked.addAll(watched.passed(late));

        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("escalation")
                .latestVersion()
                .singleResult()
                .getId();
        assertThat(walked)
                .containsExactlyInAnyOrderElementsOf(
                        engine
                                .getRepositoryService()
                                .getBpmnModelInstance(definition)
                                .getModelElementsByType(FlowNode.class)
                                .stream()
                                .map(FlowNode::getId)
                                .toList());
    }

    @Test
    void sends_only_where_the_item_stands_if_it_arrives_after_its_deadline() {
        itIs(LocalDate.of(2021, 3, 1), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);

        watched.fireWhatIsDue(item);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).containsExactly("【超期】" + item.label());
        assertThat(watched.rungs(item)).containsExactly("T+1 SENT", "T-3 PASSED");
        assertThat(watched.isWaitingAt(item)).containsExactly("whichComesFirstWithoutRung");
    }

    @Test
    void sends_only_where_the_item_stands_if_the_program_was_off_over_two_rungs() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);

        itIs(LocalDate.of(2020, 12, 20), LocalTime.NOON);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).containsExactly("【超期】" + item.label());
        assertThat(watched.rungs(item)).containsExactly("T+1 SENT", "T-3 PASSED");
    }

    @Test
    void tells_nobody_if_a_timer_fires_for_an_item_that_is_closed() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);
        items.move(item.id(), Status.DISPATCHED, Status.CLOSED);

        itIs(LocalDate.of(2020, 12, 10), LocalTime.NOON);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).isEmpty();
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(SHANGHAI).toInstant();
    }
}
