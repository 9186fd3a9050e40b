package safecity.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.LEAD;
import static safecity.Cases.LOCALITY;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import safecity.CaseTest;
import safecity.Walks;
import safecity.evidence.Phase;
import safecity.item.Item;
import safecity.item.Status;

@Walks("rectification")
class RectificationProcessTest extends CaseTest {

    @Test
    void asks_for_a_plan_that_starts_from_what_the_list_asks_for() {
        Item item = cases.signedFor(wish -> wish);

        assertThat(process(item, "rectification")).isWaitingAtExactly("preparePlan");
        assertThat(cases.step(item, "preparePlan").unit()).isEqualTo(LEAD);
        assertThat(cases.step(item, "preparePlan").name()).isEqualTo("制定整改方案 " + item.label());
        assertThat(form(item, "preparePlan"))
                .containsEntry("goal", "消除隐患")
                .containsEntry("measures", "补齐井盖")
                .containsEntry("person", "张三")
                .containsEntry("finishOn", "2020-07-01")
                .containsEntry("returnReasons", "");
        assertThat(priority(item, "preparePlan")).isEqualTo(50);
    }

    @Test
    void shows_the_reasons_and_the_former_words_when_the_plan_is_returned_and_goes_on_once_it_is_accepted() {
        Item item = cases.signedFor(wish -> wish);
        ProcessInstance rectification = process(item, "rectification");

        cases.complete(item, CLERK, "preparePlan", cases.planOf(item));
        assertThat(rectification).isWaitingAtExactly("reviewPlan");
        assertThat(form(item, "reviewPlan").get("plan")).asString().contains("井盖完好率 100%", "设围挡和警示灯");
        cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "return", "reasons", "请写明每处井盖的位置"));

        assertThat(rectification).isWaitingAtExactly("preparePlan");
        assertThat(form(item, "preparePlan"))
                .containsEntry("returnReasons", "请写明每处井盖的位置")
                .containsEntry("goal", "井盖完好率 100%")
                .containsEntry("funds", "5 万元，部门预算");
        assertThat(priority(item, "preparePlan")).isEqualTo(75);
        assertThat(cases.told(item)).contains("returned " + CLERK);
        assertThat(cases.now(item).status()).isEqualTo(Status.PLANNING);

        cases.plan(item);
        assertThat(rectification).isWaitingAtExactly("carryOut");
        assertThat(cases.now(item).status()).isEqualTo(Status.RECTIFYING);
    }

    @Test
    void refuses_to_return_a_plan_without_a_reason() {
        Item item = cases.signedFor(wish -> wish);
        cases.complete(item, CLERK, "preparePlan", cases.planOf(item));

        assertRefused(
                item, "退回方案必须写明原因", () -> cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "return")));
    }

    @Test
    void comes_back_to_whoever_reported_progress_until_the_work_is_finished() {
        Item item = cases.underWay(wish -> wish);
        ProcessInstance rectification = process(item, "rectification");
        assertThat(cases.step(item, "carryOut").assignee()).isNull();
        assertThat(due(item, "carryOut")).isEqualTo("2020-07-01T23:59:59");

        cases.complete(item, COLLEAGUE, "carryOut", Map.of("progress", "完成一半", "finished", "no"));

        assertThat(rectification).isWaitingAtExactly("carryOut");
        assertThat(cases.step(item, "carryOut").assignee()).isEqualTo(COLLEAGUE);
        cases.complete(item, COLLEAGUE, "carryOut", Map.of("progress", "全部完成", "finished", "yes"));
        assertThat(rectification).isWaitingAtExactly("submitEvidence");
    }

    @Test
    void keeps_the_task_open_and_loses_nothing_when_work_is_submitted_without_a_photo_of_the_result() {
        Item item = cases.underWay(wish -> wish);
        cases.upload(item, CLERK, "carryOut", Phase.BEFORE);
        cases.complete(item, CLERK, "carryOut", Map.of("progress", "已补齐", "finished", "yes"));

        assertRefused(
                item, "还没有整改后的佐证材料", () -> cases.complete(item, CLERK, "submitEvidence", Map.of("statement", "井盖已补齐")));

        assertThat(cases.step(item, "submitEvidence").assignee()).isEqualTo(CLERK);
        assertThat(sealed(item)).containsExactly(false);
        assertThat(jdbc.sql("select count(*) from safecity.submission where item_id = :id")
                        .param("id", item.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertRefused(item, "请填写整改情况说明", () -> cases.complete(item, CLERK, "submitEvidence", Map.of("statement", " ")));
    }

    @Test
    void seals_the_evidence_and_asks_the_locality_to_verify_when_work_is_submitted() {
        Item item = cases.underWay(wish -> wish);
        cases.upload(item, CLERK, "carryOut", Phase.BEFORE);

        cases.carryOutAndSubmit(item);

        assertThat(sealed(item)).containsExactly(true, true);
        assertThat(process(item, "rectification")).isWaitingAtExactly("verify");
        assertThat(cases.step(item, "verify").unit()).isEqualTo(LOCALITY);
        assertThat(form(item, "verify")).containsEntry("statement", "井盖已全部补齐");
        assertThat(cases.now(item).status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void ends_when_the_work_is_accepted() {
        Item item = cases.submitted(wish -> wish);
        ProcessInstance rectification = process(item, "rectification");

        cases.verify(item, "accept");

        assertThat(rectification).isEnded().hasPassed("verified").hasNotPassed("returnToUnit");
        assertThat(cases.now(item)).extracting(Item::status, Item::refusals).containsExactly(Status.VERIFIED, 0);
    }

    @Test
    void starts_the_next_round_and_tells_the_unit_when_the_work_is_refused_and_the_office_when_it_is_refused_again() {
        Item item = cases.submitted(wish -> wish);
        ProcessInstance rectification = process(item, "rectification");
        assertRefused(
                item,
                "核查不通过必须写明原因",
                () -> cases.complete(item, LOCAL_CLERK, "verify", Map.of("decision", "refuse", "reasons", "")));

        cases.verify(item, "refuse");

        assertThat(rectification)
                .isWaitingAtExactly("carryOut")
                .hasPassed("returnToUnit")
                .hasNotPassed("tellOffice");
        assertThat(cases.now(item))
                .extracting(Item::status, Item::round, Item::refusals)
                .containsExactly(Status.RECTIFYING, 2, 1);
        assertThat(form(item, "carryOut")).containsEntry("returnReasons", "现场核对");
        assertThat(priority(item, "carryOut")).isEqualTo(75);
        assertThat(cases.step(item, "carryOut").assignee()).isNull();
        assertThat(cases.told(item)).contains("returned " + CLERK).doesNotContain("refused-twice duban");

        cases.carryOutAndSubmit(item);
        cases.verify(item, "refuse");

        assertThat(rectification).isWaitingAtExactly("carryOut").hasPassed("tellOffice");
        assertThat(cases.now(item)).extracting(Item::round, Item::refusals).containsExactly(3, 2);
        assertThat(cases.told(item)).contains("refused-twice duban", "refused-twice duban2");
        assertThat(form(item, "decideIssue").get("letter")).asString().contains("复查不合格通知", "累计不合格2次");
    }

    @Test
    void needs_new_proof_in_every_round() {
        Item item = cases.submitted(wish -> wish);
        cases.verify(item, "refuse");
        cases.complete(item, CLERK, "carryOut", Map.of("progress", "再次补齐", "finished", "yes"));

        assertRefused(
                item, "还没有整改后的佐证材料", () -> cases.complete(item, CLERK, "submitEvidence", Map.of("statement", "已补齐")));
    }

    private List<Boolean> sealed(Item item) {
        return jdbc.sql("select submitted_at is not null from safecity.evidence where item_id = :id order by id")
                .param("id", item.id())
                .query(Boolean.class)
                .list();
    }
}
