package safecity.spotcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.TestItem;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Status;

/** 点名抽查: which items the office may send to a check beside the draw, and what the process does with them. */
class CheckOrderTest extends CaseTest {

    private static final String REASON = "群众反映 *又* 缺井盖";

    @Autowired
    private People people;

    @Autowired
    private CheckOrdering ordering;

    @Autowired
    private ItemLog log;

    @Test
    void takes_the_item_back_from_its_reassessment_and_lets_it_be_judged_anew_after_the_check() {
        Item item = cases.verified(wish -> wish);
        cases.claimed(item, "duban2", "reassess");
        assertThat(ordering.preview(cases.now(item))).isEqualTo("待复评：收回复评，由专家组现场抽查；督办员乙已认领复评，填写的内容不保留");

        assertThat(order(item)).isEqualTo("已收回复评，由专家组现场抽查");

        assertThat(cases.at(item)).containsExactly("checkOnSite");
        assertThat(process(item, "reassessment")).isNull();
        assertThat(form(item, "checkOnSite").get("order")).isEqualTo("**督办员甲点名抽查**\n\n群众反映 \\*又\\* 缺井盖");
        assertThat(log.of(item.id()).get(0))
                .extracting(ItemLog.Entry::act, ItemLog.Entry::detail, ItemLog.Entry::actorName)
                .containsExactly("点名抽查", REASON, "督办员甲");
        assertThat(cases.told(item)).as("the unit is not warned").noneMatch(told -> told.endsWith(" " + CLERK));
        cases.checkOnSite(item, "passed");
        assertThat(cases.step(item, "reassess").assignee()).isNull();
        assertRefused(item, "第 1 轮整改已经抽查过", () -> order(item));
        cases.reassess(item, "effective");
        assertThat(cases.now(item).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void stands_until_the_item_is_checked_however_often_it_is_returned_before_and_not_for_what_comes_after() {
        Item item = cases.submitted(wish -> wish);

        assertThat(order(item)).isEqualTo("已记入抽查名单，核查通过后直接抽查");
        assertThat(cases.at(item)).containsExactly("verify");
        cases.verify(item, "refuse");
        assertRefused(item, "整改中，单位提交整改结果后才能派抽查", () -> order(item));
        cases.carryOutAndSubmit(item);
        assertRefused(item, "已由督办员甲点名抽查，等待抽查", () -> order(item));
        cases.verify(item, "accept");

        assertThat(process(item, "problem")).isWaitingAtExactly("spotCheck").hasNotPassed("decideSpotCheck");
        assertThat(form(item, "checkOnSite").get("order")).asString().contains("督办员甲点名抽查");
        cases.checkOnSite(item, "failed");
        cases.plan(item);
        cases.carryOutAndSubmit(item);
        assertThat(ordering.preview(cases.now(item))).startsWith("待核查");
        cases.verify(item, "accept");
        assertThat(process(item, "problem")).hasPassed("decideSpotCheck");
    }

    @Test
    void refuses_what_is_not_submitted_drawn_checked_judged_or_closed() {
        Item dispatched = cases.dispatched();
        Item drawn = cases.verified(TestItem::major);
        Item checked = cases.verified(TestItem::major);
        cases.checkOnSite(checked, "passed");
        Item judged = cases.verified(wish -> wish);
        jdbc.sql("""
                insert into safecity.listing (item_id, state, level, opened_by, opened_at, changed_at, item_deadline)
                values (:id, 'REPORTED', 'DISTRICT', 'duban', now(), now(), :day)""").param("id", judged.id()).param("day", TODAY).update();
        cases.reassess(judged, "effective");
        Item closed = cases.verified(wish -> wish);
        cases.reassess(closed, "effective");

        assertRefused(dispatched, "待签收，单位提交整改结果后才能派抽查", () -> order(dispatched));
        assertRefused(drawn, "已抽中，正等专家组现场抽查", () -> order(drawn));
        assertRefused(checked, "第 1 轮整改已经抽查过", () -> order(checked));
        assertRefused(judged, "复评已有结论", () -> order(judged));
        assertRefused(closed, "已销号，不再抽查", () -> order(closed));
    }

    @Test
    void leaves_a_case_of_a_former_model_as_it_is_and_says_why() {
        Item item = cases.registered(wish -> wish);
        Deployment former = formerModel();
        try {
            engine.getRuntimeService()
                    .startProcessInstanceByKey("formerproblem", item.number(), Map.of("problemId", item.id()));
            cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));
            cases.plan(item);
            cases.carryOutAndSubmit(item);

            assertRefused(item, "旧版流程", () -> order(item));
            cases.verify(item, "accept");
            assertRefused(item, "旧版流程", () -> order(item));
            cases.reassess(item, "effective");

            assertThat(cases.now(item).status()).isEqualTo(Status.CLOSED);
        } finally {
            engine.getRepositoryService().deleteDeployment(former.getId(), true, true);
        }
    }

    @Test
    void happens_once_if_two_supervisors_order_it_at_the_same_moment() throws Exception {
        Item item = cases.verified(wish -> wish);
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<String> answers = new ArrayList<>();
        try {
            Callable<String> order = () -> {
                try {
                    return order(item);
                } catch (Refused refused) {
                    return refused.getMessage();
                }
            };
            for (Future<String> answer : two.invokeAll(List.of(order, order))) {
                answers.add(answer.get());
            }
        } finally {
            two.shutdown();
        }

        assertThat(answers).containsExactlyInAnyOrder("已收回复评，由专家组现场抽查", "已由督办员甲点名抽查，等待抽查");
        assertThat(cases.at(item)).containsExactly("checkOnSite");
        assertThat(log.of(item.id()))
                .filteredOn(entry -> entry.act().equals("点名抽查"))
                .hasSize(1);
    }

    /** A trunk that knows nothing of orders, under a name of its own. */
    private Deployment formerModel() {
        ProcessDefinition latest = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("problem")
                .latestVersion()
                .singleResult();
        DeploymentBuilder former = engine.getRepositoryService().createDeployment();
        for (Resource resource : engine.getRepositoryService().getDeploymentResources(latest.getDeploymentId())) {
            String text = new String(resource.getBytes(), StandardCharsets.UTF_8);
            former.addString(
                    resource.getName().replace("problem.bpmn", "formerproblem.bpmn"),
                    text.replace("<bpmn:process id=\"problem\"", "<bpmn:process id=\"formerproblem\"")
                            .replace("bpmnElement=\"problem\"", "bpmnElement=\"formerproblem\"")
                            .replace("name=\"checkOrdered\"", "name=\"neverTold\""));
        }
        return former.deploy();
    }

    private String order(Item item) {
        return ordering.order(item.number(), REASON, people.require(SUPERVISOR));
    }
}
