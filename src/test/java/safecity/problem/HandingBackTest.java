package safecity.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.LOCALITY;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import safecity.CaseTest;
import safecity.item.Item;
import safecity.item.Verifier;

/** What may be handed back, until when, and how often. */
class HandingBackTest extends CaseTest {

    @Test
    void is_verified_by_the_office_when_the_locality_itself_becomes_responsible() {
        Item item = cases.dispatched();

        cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack", "reason", "属于镇级道路"));
        cases.complete(
                item,
                SUPERVISOR,
                "decideHandingBack",
                Map.of("decision", "reassign", "toUnit", LOCALITY, "opinion", "镇级道路由镇负责"));

        assertThat(cases.now(item).verifier()).isEqualTo(Verifier.OFFICE);
        cases.complete(item, LOCAL_CLERK, "signFor", Map.of("decision", "signFor"));
        cases.plan(item);
        cases.carryOutAndSubmit(item);
        assertThat(cases.step(item, "verify").unit()).isEqualTo("qu-chuang-an-ban");
    }

    @Test
    void stays_with_its_unit_for_good_when_the_office_refuses_the_handing_back() {
        Item item = cases.dispatched();

        cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack", "reason", "不属于我委"));
        cases.complete(item, SUPERVISOR, "decideHandingBack", Map.of("decision", "uphold", "opinion", "属于城管委职责"));

        assertThat(cases.step(item, "signFor").unit()).isEqualTo(LEAD);
        assertThat(form(item, "signFor").get("ruling")).asString().contains("不能再次退回", "属于城管委职责");
        assertRefused(
                item,
                "创安办已裁定本问题由本单位承办，不能再次退回，请选择“签收”",
                () -> cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack", "reason", "还是不属于")));
        cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));
        assertThat(cases.at(item)).containsExactly("preparePlan");
    }

    @Test
    void can_be_handed_back_on_the_fifth_working_day_but_only_signed_for_after_it() {
        Item inTime = cases.dispatched();
        Item late = cases.dispatched();

        tenOClockOn(LocalDate.of(2020, 6, 8));
        cases.complete(inTime, CLERK, "signFor", Map.of("decision", "handBack", "reason", "不属于我委"));
        tenOClockOn(LocalDate.of(2020, 6, 9));
        assertRefused(
                late,
                "退回派单的期限 2020-06-08 已过，请选择“签收”",
                () -> cases.complete(late, CLERK, "signFor", Map.of("decision", "handBack", "reason", "不属于我委")));
        cases.complete(late, CLERK, "signFor", Map.of("decision", "signFor"));

        assertThat(cases.at(inTime)).containsExactly("decideHandingBack");
        assertThat(cases.at(late)).containsExactly("preparePlan");
    }

    @Test
    void refuses_an_answer_without_choice_reason_or_another_unit() {
        Item item = cases.dispatched();

        assertRefused(item, "请在表单中选择办理意见", () -> cases.complete(item, CLERK, "signFor", Map.of("decision", "later")));
        assertRefused(
                item,
                "请填写退回理由",
                () -> cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack", "reason", "  ")));
        cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack", "reason", "不属于我委"));
        assertRefused(
                item,
                "请填写裁定意见",
                () -> cases.complete(item, SUPERVISOR, "decideHandingBack", Map.of("decision", "uphold")));
        assertRefused(
                item,
                "请选择改派单位",
                () -> cases.complete(
                        item, SUPERVISOR, "decideHandingBack", Map.of("decision", "reassign", "opinion", "同意")));
        assertRefused(
                item,
                "改派单位不在责任单位名录中",
                () -> cases.complete(
                        item,
                        SUPERVISOR,
                        "decideHandingBack",
                        Map.of("decision", "reassign", "toUnit", "qu-yuan-lin-lv-hua-ju", "opinion", "同意")));
        assertRefused(
                item,
                "改派单位与原单位相同",
                () -> cases.complete(
                        item,
                        SUPERVISOR,
                        "decideHandingBack",
                        Map.of("decision", "reassign", "toUnit", LEAD, "opinion", "同意")));
    }
}
