package safecity.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.CLERK;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecity.CaseTest;
import safecity.TestItem;
import safecity.item.Item;

/** What a plan must say, asked through the form's task: each refusal leaves the task open for another try. */
class PlanRulesTest extends CaseTest {

    @ParameterizedTest
    @CsvSource({
        "goal, '', 请填写整改目标",
        "measures, '  ', 请填写整改措施",
        "person, '', 请填写责任人",
        "finishOn, '', 请填写完成时限",
        "finishOn, 7月1日, 完成时限“7月1日”不是日期",
        "finishOn, 2020-07-02, 完成时限 2020-07-02 晚于整改时限 2020-07-01",
        "finishOn, 2020-05-31, 完成时限 2020-05-31 已经过去",
    })
    void refuses_an_ordinary_plan_with_a_field_that_is_wrong(String field, String value, String message) {
        Item item = cases.signedFor(wish -> wish);

        assertRefused(item, message, () -> plan(item, field, value));
    }

    @ParameterizedTest
    @CsvSource({"funds, '', 资金保障", "contingency, ' ', 应急预案"})
    void refuses_a_plan_for_a_major_hazard_without_funds_or_contingency(String field, String value, String message) {
        Item item = cases.signedFor(TestItem::major);

        assertRefused(item, message, () -> plan(item, field, value));
    }

    @ParameterizedTest
    @CsvSource({"finishOn, 2020-06-01", "finishOn, 2020-07-01", "funds, ''", "contingency, ''"})
    void takes_an_ordinary_plan_up_to_its_limits(String field, String value) {
        Item item = cases.signedFor(UnaryOperator.identity());

        plan(item, field, value);

        assertThat(cases.at(item)).containsExactly("reviewPlan");
    }

    @Test
    void takes_any_day_to_come_once_the_deadline_has_passed() {
        Item item = cases.signedFor(wish -> wish.dueInDays(5));
        tenOClockOn(TODAY.plusDays(6));

        assertRefused(item, "已经过去", () -> plan(item, "finishOn", "2020-06-06"));
        plan(item, "finishOn", "2020-08-31");

        assertThat(cases.at(item)).containsExactly("reviewPlan");
    }

    @Test
    void leaves_the_day_open_when_the_plan_is_first_made_after_the_deadline() {
        Item item = cases.dispatched(wish -> wish.dueInDays(1));
        tenOClockOn(TODAY.plusDays(2));

        cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));

        assertThat(form(item, "preparePlan")).containsEntry("finishOn", "");
    }

    @Test
    void takes_a_plan_whose_every_field_is_as_long_as_the_form_allows() {
        Item item = cases.signedFor(wish -> wish);
        Map<String, Object> fields = cases.planOf(item);
        for (String field : List.of("goal", "measures", "contingency")) {
            fields.put(field, "长".repeat(2000));
        }

        cases.complete(item, CLERK, "preparePlan", fields);

        assertThat(form(item, "reviewPlan").get("plan")).asString().hasSizeGreaterThan(6000);
    }

    @Test
    void shows_the_plan_to_its_reviewer_as_it_was_written() {
        Item item = cases.signedFor(wish -> wish);

        plan(item, "goal", "# 同意\n**责任人**：<img src=x>");

        assertThat(form(item, "reviewPlan").get("plan"))
                .asString()
                .contains("\\# 同意\n\\*\\*责任人\\*\\*：\\<img src\\=x\\>");
    }

    private void plan(Item item, String field, String value) {
        Map<String, Object> fields = cases.planOf(item);
        fields.put(field, value);
        cases.complete(item, CLERK, "preparePlan", fields);
    }
}
