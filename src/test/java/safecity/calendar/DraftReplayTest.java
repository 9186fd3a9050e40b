package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.document.DocumentState;
import safecity.escalation.RecountNow;
import safecity.item.Item;

/** A document that the ladder drafted because its item was late, when an amended calendar makes the item timely again. */
class DraftReplayTest extends CalendarCase {

    @Autowired
    private DocumentRegister register;

    @Autowired
    private RecountNow recount;

    /** Returns an item that was due on Monday, 2027-02-15, with a draft since the third working day after. */
    private Item drafted() {
        tenOClockOn(day("2027-02-01"));
        Item item = cases.underWay(wish -> wish.dueInWorkingDays(10, workingDays));
        recount.of(item);
        for (String day : List.of("2027-02-09", "2027-02-12", "2027-02-16", "2027-02-18")) {
            morningOf(item, day);
        }
        assertThat(states(item)).containsExactly(DocumentState.DRAFT);
        return item;
    }

    private void morningOf(Item item, String day) {
        itIs(day(day), LocalTime.of(8, 30));
        runJobs(item);
        recount.of(item);
    }

    private List<Document> documents(Item item) {
        return register.of(item.number(), people.require(SUPERVISOR));
    }

    private List<DocumentState> states(Item item) {
        return documents(item).stream().map(Document::state).toList();
    }

    private List<String> timers(Item item) {
        return jobs(item).stream()
                .map(Job::getDuedate)
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .map(at -> at.atZone(SHANGHAI).toLocalDateTime().toString())
                .toList();
    }

    @Test
    void lapses_without_anybody_being_told_and_comes_again_only_when_the_item_is_late_again() throws Exception {
        Item item = drafted();
        List<String> told = cases.told(item);

        CalendarChange change = proposed(2027, YEAR_2027);
        assertThat(states(item)).as("not before it is confirmed").containsExactly(DocumentState.DRAFT);
        confirm(change);

        assertThat(cases.now(item).approvedDeadline()).isEqualTo("2027-02-21");
        assertThat(states(item)).containsExactly(DocumentState.NOT_ISSUED);
        assertThat(documents(item).get(0).reason()).isEqualTo("问题的时限已变，不再超期，草稿自行失效");
        assertThat(cases.at(item)).containsExactly("carryOut");
        recount.of(item);
        runJobs(item);
        assertThat(cases.told(item)).as("nothing rings because of the calendar").isEqualTo(told);
        assertThat(timers(item)).containsExactly("2027-02-22T08:30");

        morningOf(item, "2027-02-22");
        assertThat(states(item)).containsExactly(DocumentState.NOT_ISSUED);
        morningOf(item, "2027-02-24");
        assertThat(states(item)).containsExactlyInAnyOrder(DocumentState.NOT_ISSUED, DocumentState.DRAFT);
    }

    @Test
    void waits_on_if_the_item_is_late_still() throws Exception {
        Item item = drafted();
        morningOf(item, "2027-02-22");
        String task = cases.step(item, "decideIssue").taskId();
        List<String> told = cases.told(item);

        confirm(proposed(2027, YEAR_2027));
        recount.of(item);

        assertThat(cases.now(item).approvedDeadline()).isEqualTo("2027-02-21");
        assertThat(states(item)).containsExactly(DocumentState.DRAFT);
        assertThat(cases.step(item, "decideIssue").taskId()).isEqualTo(task);
        runJobs(item);
        assertThat(states(item)).hasSize(1);
        assertThat(cases.told(item).subList(0, told.size())).isEqualTo(told);
    }
}
