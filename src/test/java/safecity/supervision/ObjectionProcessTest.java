package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.EXPERT;
import static safecity.Cases.SUPERVISOR;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Walks;
import safecity.engine.Refused;
import safecity.item.Item;

@Walks("objection")
class ObjectionProcessTest extends ListingCase {

    @Autowired
    private ObjectionSteps review;

    @Autowired
    private Objections objections;

    private Item refused() {
        Item item = rectifying();
        accept(item, "failed");
        return item;
    }

    private void object(Item item) {
        desk.object(listing(item), people.require(CLERK), "试压报告未被采信");
    }

    private void review(Item item, String decision) {
        cases.complete(item, LEADER, "review", Map.of("decision", decision, "opinion", "经查阅试压报告"));
    }

    @Test
    void takes_a_wrong_conclusion_back_so_that_it_does_not_count() {
        Item item = refused();
        assertThat(acceptances.refusals(listing(item).id())).isEqualTo(1);

        object(item);
        ProcessInstance process = process(item, "objection");
        assertThat(due(item, "review")).isEqualTo("2020-07-01T23:59:59");
        assertThat(form(item, "review").get("objection")).asString().contains("试压报告未被采信", "督办员甲（区创安办，不合格）");
        review(item, "revoke");

        assertThat(process).isEnded().hasPassed("conclusionRevoked");
        assertThat(acceptances.refusals(listing(item).id())).isZero();
    }

    @Test
    void upholds_a_right_one() {
        Item item = refused();
        object(item);
        ProcessInstance process = process(item, "objection");

        review(item, "uphold");

        assertThat(process).isEnded().hasPassed("conclusionUpheld");
        assertThat(acceptances.refusals(listing(item).id())).isEqualTo(1);
        assertThatThrownBy(() -> object(item)).isInstanceOf(Refused.class);
    }

    @Test
    void can_be_raised_until_the_thirtieth_day_by_the_unit_alone() {
        Item item = refused();
        assertThat(dueDay(item, "objectBy")).isEqualTo("2020-07-01");
        assertThat(desk.mayObject(listing(item), people.require(SUPERVISOR))).isFalse();
        assertThatThrownBy(() -> desk.object(listing(item), people.require(SUPERVISOR), "不服"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("只有责任单位");

        tenOClockOn(TODAY.plusDays(31));
        assertThatThrownBy(() -> object(item)).isInstanceOf(Refused.class).hasMessageContaining("期限已过");
        tenOClockOn(TODAY.plusDays(30));
        object(item);
        assertThat(cases.at(item)).contains("review");
    }

    @Test
    void is_never_reviewed_by_who_concluded_or_who_challenged() {
        Item item = refused();
        object(item);
        long id = objections.of(listing(item).id()).get(0).id();

        for (String login : new String[] {SUPERVISOR, EXPERT, CLERK}) {
            assertThatThrownBy(() -> review.review(id, login, "uphold", "维持"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("回避");
            assertThatThrownBy(
                            () -> jdbc.sql("update safecity.listing_objection set reviewed_by = :login where id = :id")
                                    .param("login", login)
                                    .param("id", id)
                                    .update())
                    .hasMessageContaining("listing_objection_recusal");
        }
    }
}
