package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Cases;
import safecity.item.CurrentStep;
import safecity.item.Item;
import safecity.rectification.RectificationSteps;

/** What a deputy did is the represented person's too: the work goes on with that person, and neither judges it. */
class RepresentationTest extends AccountCase {

    private static final LocalDate FRIDAY = TODAY.plusDays(4);

    @Autowired
    private Deputies deputies;

    @Autowired
    private StandIns standIns;

    @Autowired
    private AccountKeeping keeping;

    @Autowired
    private RectificationSteps rectification;

    private Person absent;
    private Person deputy;

    @BeforeEach
    void twoColleagues() {
        absent = people.require(account(UNIT, Role.UNIT_CLERK));
        deputy = people.require(account(UNIT, Role.UNIT_CLERK));
    }

    @Test
    void work_that_a_deputy_reports_on_comes_back_to_the_represented_person() {
        Item item = cases.underWay(wishes -> wishes);
        deputies.name(absent.login(), deputy.login(), TODAY, FRIDAY, absent);
        CurrentStep step = cases.claimed(item, absent.login(), "carryOut");
        standIns.takeOver(step.taskId(), deputy);

        cases.submit(step, deputy.login(), Map.of("progress", "完成一半", "finished", "no"));

        assertThat(cases.step(item, "carryOut").assignee()).isEqualTo(absent.login());
        cases.submit(cases.step(item, "carryOut"), absent.login(), Map.of("progress", "快了", "finished", "no"));
        assertThat(cases.step(item, "carryOut").assignee()).isEqualTo(absent.login());
        keeping.move(absent.login(), Cases.OTHER_UNIT, people.require("xitong"));
        cases.complete(item, Cases.CLERK, "carryOut", Map.of("progress", "继续", "finished", "no"));
        assertThat(cases.step(item, "carryOut").assignee()).isEqualTo(Cases.CLERK);
    }

    @Test
    void deputy_and_represented_person_are_one_for_four_eyes() {
        Item item = cases.signedFor(wishes -> wishes);
        CurrentStep plan = cases.claimed(item, absent.login(), "preparePlan");
        deputies.name(absent.login(), deputy.login(), TODAY, FRIDAY, absent);
        standIns.takeOver(plan.taskId(), deputy);
        cases.submit(plan, deputy.login(), cases.planOf(item));

        for (Person one : List.of(absent, deputy)) {
            assertRefused(item, "不能审核自己提交的整改方案", () -> review(item, one.login()));
        }
        review(item, "duban");
    }

    private void review(Item item, String login) {
        transaction.executeWithoutResult(status -> rectification.reviewPlan(item.id(), login, "accept", null));
    }
}
