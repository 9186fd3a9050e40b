package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Walks;
import safecity.item.CurrentStep;
import safecity.item.DeadlineChange.Cause;
import safecity.item.Deadlines;
import safecity.item.Item;

@Walks("listingwork")
class ListingworkProcessTest extends ListingCase {

    @Autowired
    private Deadlines deadlines;

    private void extend(Item item, int days) {
        transaction.executeWithoutResult(
                status -> deadlines.postpone(cases.now(item), Cause.EXTENSION, days, "管线迁改", SUPERVISOR));
    }

    @Test
    void ends_with_its_watch_when_acceptance_is_asked_for() {
        Item item = rectifying();
        ProcessInstance work = process(item, "listingwork");

        requestAcceptance(item);

        assertThat(work).isEnded().hasPassed("acceptanceRequested");
        assertThat(cases.at(item)).contains("formTeam");
    }

    @Test
    void moves_the_day_of_the_task_and_leaves_it_with_whoever_holds_it() {
        Item item = rectifying();
        CurrentStep before = cases.claimed(item, COLLEAGUE, "requestAcceptance");

        extend(item, 60);

        LocalDate moved = cases.now(item).approvedDeadline();
        CurrentStep after = cases.step(item, "requestAcceptance");
        assertThat(moved).isAfter(DEADLINE);
        assertThat(after.taskId()).isEqualTo(before.taskId());
        assertThat(after.assignee()).isEqualTo(COLLEAGUE);
        assertThat(due(item, "requestAcceptance")).isEqualTo(moved.atTime(23, 59, 59));
        assertThat(listing(item).deadline()).isEqualTo(moved);
        tenOClockOn(moved);
        runJobs(item);
        assertThat(state(item)).isEqualTo(State.RECTIFYING);
        tenOClockOn(moved.plusDays(1));
        runJobs(item);
        assertThat(state(item)).as("the watch waits for the new day").isEqualTo(State.OVERDUE);
    }

    @Test
    void presses_once_more_when_a_deadline_passes_that_was_moved_after_the_first_one_had() {
        Item item = rectifying();
        String task = cases.claimed(item, COLLEAGUE, "requestAcceptance").taskId();
        tenOClockOn(DEADLINE.plusDays(1));
        runJobs(item);
        ProcessInstance pressing = process(item, "listingoverdue");

        extend(item, 60);

        assertThat(pressing).isEnded();
        assertThat(state(item)).isEqualTo(State.RECTIFYING);
        assertThat(cases.step(item, "requestAcceptance").taskId()).isEqualTo(task);
        tenOClockOn(cases.now(item).approvedDeadline().plusDays(1));
        runJobs(item);
        assertThat(state(item)).isEqualTo(State.OVERDUE);
        assertThat(process(item, "listingoverdue")).isNotNull();
    }
}
