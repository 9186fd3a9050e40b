package safecity.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.EXPERT;

import org.junit.jupiter.api.Test;
import safecity.CaseTest;
import safecity.item.Item;

/** Which items the sample leads into a spot-check. */
class SpotCheckedTest extends CaseTest {

    @Test
    void is_spot_checked_by_draw_number_major_grade_refusal_or_overdue() {
        Item drawn = cases.verified(wish -> wish.drawn(19));
        Item spared = cases.verified(wish -> wish.drawn(20));
        Item refused = cases.submitted(wish -> wish);
        cases.verify(refused, "refuse");
        cases.carryOutAndSubmit(refused);
        cases.verify(refused, "accept");
        Item overdue = cases.submitted(wish -> wish.dueInDays(1));
        Item lastDay = cases.submitted(wish -> wish.dueInDays(2));
        tenOClockOn(TODAY.plusDays(2));
        cases.verify(overdue, "accept");
        cases.verify(lastDay, "accept");

        assertThat(cases.at(drawn)).containsExactly("checkOnSite");
        assertThat(cases.at(spared)).containsExactly("reassess");
        assertThat(cases.at(refused)).containsExactly("checkOnSite");
        assertThat(cases.at(overdue)).containsExactly("checkOnSite");
        assertThat(cases.at(lastDay)).containsExactly("reassess");
        assertThat(cases.step(drawn, "checkOnSite").unit()).isEqualTo("chuang-an-zhuan-jia-zu");
        cases.claimed(drawn, EXPERT, "checkOnSite");
    }
}
