package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.Cases;
import safecity.engine.CaseDiagrams;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Status;
import safecity.item.StatusMoves;

/** Which of a case's drawings is shown first, and how long each step took. */
class CaseDrawingsTest extends CaseTest {

    @Autowired
    private CaseDrawings drawings;

    @Autowired
    private People people;

    @Autowired
    private StatusMoves moves;

    @Autowired
    private ItemLog log;

    @Test
    void says_how_long_each_step_took_in_working_time() {
        Item item = cases.signedFor(wishes -> wishes);
        itIs(LocalDate.of(2020, 6, 5), LocalTime.of(15, 0));
        cases.complete(item, Cases.CLERK, "preparePlan", cases.planOf(item));
        itIs(LocalDate.of(2020, 6, 8), LocalTime.of(16, 30));

        CaseDrawings.Drawing drawing =
                drawings.of(item.number(), null, people.require("duban")).orElseThrow();

        assertThat(drawing.shown().process()).isEqualTo("rectification");
        assertThat(drawing.rows())
                .filteredOn(row -> !row.took().isEmpty())
                .extracting(CaseDrawings.Row::name, CaseDrawings.Row::state, CaseDrawings.Row::took)
                .containsExactly(tuple("制定整改方案", "已完成", "4 个工作日 5 小时"), tuple("审核整改方案", "当前", "1 个工作日 1 小时"));
        assertThat(drawing.took()).isEqualTo("preparePlan:4 个工作日 5 小时;reviewPlan:1 个工作日 1 小时");
    }

    @Test
    void notes_from_which_status_to_which_an_act_led() {
        Item item = cases.submitted(wishes -> wishes);
        cases.verify(item, "refuse");

        assertThat(moves.of(item.id()))
                .extracting(
                        StatusMoves.Move::from,
                        StatusMoves.Move::to,
                        move -> log.of(item.id()).stream()
                                .filter(entry -> Integer.valueOf(entry.seq()).equals(move.event()))
                                .map(ItemLog.Entry::act)
                                .findFirst()
                                .orElse(""))
                .containsExactly(
                        tuple(Status.DISPATCHED, Status.PLANNING, "签收"),
                        tuple(Status.PLANNING, Status.RECTIFYING, "方案审核通过"),
                        tuple(Status.RECTIFYING, Status.SUBMITTED, "提交核查"),
                        tuple(Status.SUBMITTED, Status.RECTIFYING, "退回整改"));
    }

    @RepeatedTest(5)
    void the_trunk_comes_first_even_if_its_companions_began_in_the_same_millisecond() {
        Item item = cases.verified(wishes -> wishes);
        cases.reassess(item, "effective");

        assertThat(drawings.of(item.number(), null, people.require("duban"))
                        .orElseThrow()
                        .all())
                .extracting(CaseDiagrams.Diagram::process)
                .containsExactly("problem", "escalation", "reassessment", "rectification");
    }
}
