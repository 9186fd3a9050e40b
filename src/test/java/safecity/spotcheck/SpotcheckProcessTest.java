package safecity.spotcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.EXPERT;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import safecity.CaseTest;
import safecity.TestItem;
import safecity.Walks;
import safecity.evidence.Phase;
import safecity.item.Item;
import safecity.unit.Units;

@Walks("spotcheck")
class SpotcheckProcessTest extends CaseTest {

    @Test
    void shows_the_experts_what_the_unit_says_it_did() {
        Item item = cases.verified(TestItem::major);

        assertThat(process(item, "spotcheck")).isWaitingAtExactly("checkOnSite");
        assertThat(cases.step(item, "checkOnSite"))
                .extracting("name", "unit", "assignee")
                .containsExactly("现场抽查 " + item.label(), Units.EXPERTS, null);
        assertThat(cases.step(item, "checkOnSite").due().atZone(SHANGHAI).toLocalDateTime())
                .isEqualTo("2020-06-15T23:59:59");
        assertThat(form(item, "checkOnSite")).containsEntry("statement", "井盖已全部补齐");
    }

    @Test
    void keeps_the_task_open_without_a_photo_a_result_or_findings() {
        Item item = cases.verified(TestItem::major);

        assertRefused(
                item,
                "还没有现场照片",
                () -> cases.complete(item, EXPERT, "checkOnSite", Map.of("result", "passed", "findings", "相符")));
        cases.upload(item, EXPERT, "checkOnSite", Phase.CHECK);
        assertRefused(
                item,
                "请填写现场情况",
                () -> cases.complete(item, EXPERT, "checkOnSite", Map.of("result", "failed", "findings", "")));
        assertRefused(item, "请在表单中选择办理意见", () -> cases.complete(item, EXPERT, "checkOnSite", Map.of("findings", "相符")));
    }

    @Test
    void records_the_result_and_seals_the_photos_when_the_check_is_done() {
        Item item = cases.verified(TestItem::major);
        ProcessInstance spotcheck = process(item, "spotcheck");

        cases.checkOnSite(item, "passed");

        assertThat(spotcheck).isEnded().hasPassed("checkRecorded");
        assertThat(jdbc.sql("select passed and checked_by = 'zhuanjia' from safecity.spot_check where item_id = :id")
                        .param("id", item.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(jdbc.sql("select bool_and(submitted_at is not null) from safecity.evidence where item_id = :id")
                        .param("id", item.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }
}
