package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import safecity.Walks;
import safecity.item.Item;
import safecity.unit.Units;

@Walks("listingoverdue")
class ListingoverdueProcessTest extends ListingCase {

    private Item overdue() {
        Item item = rectifying();
        publish(item);
        tenOClockOn(DEADLINE.plusDays(1));
        runJobs(item);
        return item;
    }

    private void goTo(Item item, String day) {
        tenOClockOn(LocalDate.parse(day));
        runJobs(item);
    }

    private void interview(Item item) {
        cases.complete(
                item,
                SUPERVISOR,
                "interview",
                Map.of("heldOn", LocalDate.now(clock).toString(), "attended", "主任王某", "minutes", "承诺十日内完成"));
    }

    private void escalate(Item item) {
        cases.complete(item, SUPERVISOR, "escalate", Map.of("toUnit", "市安委办", "documentNo", "", "grounds", "督办期满仍未整改"));
    }

    private void consider(Item item, String decision) {
        cases.complete(
                item,
                LEADER,
                "considerShutdown",
                Map.of("decision", decision, "penaltiesIn180Days", 3, "penaltiesInYear", 3, "grounds", "处罚后仍不整改"));
    }

    @Test
    void drafts_a_letter_then_calls_in_the_head_then_hands_upward_then_asks_for_closure() {
        Item item = overdue();
        assertThat(state(item)).isEqualTo(State.OVERDUE);
        assertThat(acted(item)).contains("挂牌超期", "督办函");
        assertThat(jdbc.sql("select kind from safecity.document where item_id = :id order by id")
                        .param("id", item.id())
                        .query(String.class)
                        .list())
                .containsExactly("listing-notice", "rectification-order", "listing-announcement", "supervision-letter");
        ProcessInstance pressing = process(item, "listingoverdue");
        ProcessInstance supervision = process(item, "supervision");

        goTo(item, "2020-08-03");
        assertThat(cases.at(item)).doesNotContain("interview");
        goTo(item, "2020-08-04");
        interview(item);
        goTo(item, "2020-08-16");
        escalate(item);
        assertThat(state(item)).isEqualTo(State.ESCALATED);
        assertThat(cases.told(item)).contains("listing-escalated " + LEADER);
        goTo(item, "2020-08-31");
        assertThat(cases.step(item, "considerShutdown").unit()).isEqualTo(Units.LEADING_GROUP);
        consider(item, "wait");
        assertThat(cases.at(item)).doesNotContain("considerShutdown");
        goTo(item, "2020-09-15");
        consider(item, "propose");

        assertThat(pressing).isEnded().hasPassed("proposeShutdown");
        assertThat(supervision).isEnded().hasPassed("endedByShutdown");
        assertThat(state(item)).isEqualTo(State.SHUTDOWN);
        assertThat(acts.last(listing(item).id(), Acts.CONSIDER_SHUTDOWN)
                        .orElseThrow()
                        .detail())
                .isEqualTo("一百八十日内处罚 3 次，一年内处罚 3 次。处罚后仍不整改");
    }

    @Test
    void stops_as_soon_as_the_unit_asks_for_acceptance() {
        Item item = overdue();
        ProcessInstance pressing = process(item, "listingoverdue");

        requestAcceptance(item);

        assertThat(pressing).isEnded().hasPassed("pressed");
        assertThat(state(item)).isEqualTo(State.APPLIED);
        assertThat(dueDay(item, "acceptOnSite"))
                .as("counted from the deadline, which came first")
                .isEqualTo("2020-08-10");
    }

    @Test
    void does_not_begin_on_the_last_day_itself() {
        Item item = rectifying();

        goTo(item, "2020-07-31");

        assertThat(state(item)).isEqualTo(State.RECTIFYING);
        assertThat(process(item, "listingoverdue")).isNull();
    }
}
