package safecity.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.OTHER_UNIT;
import static safecity.Cases.SUPERVISOR;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.Walks;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.Status;

@Walks("problem")
class ProblemProcessTest extends CaseTest {

    @Autowired
    private PassOn passOn;

    @Autowired
    private People people;

    @Test
    void waits_for_the_signature_and_starts_the_watch_when_an_item_is_dispatched() {
        Item item = cases.dispatched(wish -> wish.described("道路井盖缺失，夜间无照明，行人和车辆通过时容易坠入"));

        ProcessInstance trunk = process(item, "problem");
        assertThat(trunk)
                .isWaitingAtExactly("signFor")
                .hasPassed("watchDeadline")
                .variables()
                .containsOnlyKeys("problemId");
        assertThat(process(item, "escalation")).isWaitingAt("whichComesFirst");
        assertThat(cases.step(item, "signFor"))
                .extracting("name", "unit", "assignee")
                .containsExactly("签收 " + item.number() + " 道路井盖缺失，夜间无照明，行人和车辆通过时容易…", LEAD, null);
        assertThat(due(item, "signFor")).isEqualTo("2020-06-08T23:59:59");
    }

    @Test
    void is_rectified_without_spot_check_reassessed_and_closed_when_all_goes_well() {
        Item item = cases.dispatched();
        ProcessInstance trunk = process(item, "problem");

        cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));
        assertThat(trunk).isWaitingAt("rectify");
        cases.plan(item);
        cases.carryOutAndSubmit(item);
        cases.verify(item, "accept");
        assertThat(trunk).isWaitingAt("reassess").hasNotPassed("spotCheck");
        cases.reassess(item, "effective");

        assertThat(trunk).isEnded().hasPassed("close", "itemClosed").hasNotPassed("reopen");
        assertThat(cases.now(item).status()).isEqualTo(Status.CLOSED);
        assertThat(cases.now(item).closedAt()).isEqualTo(clock.instant());
        assertThat(cases.at(item)).isEmpty();
        assertThat(running(item)).isEmpty();
        assertThat(engine.getManagementService().createJobQuery().list())
                .noneMatch(job ->
                        job.getProcessInstanceId() != null && history(item).contains(job.getProcessInstanceId()));
    }

    @Test
    void is_not_closed_before_its_listing_ends() {
        Item item = cases.verified(wish -> wish);
        ProcessInstance trunk = process(item, "problem");
        jdbc.sql("""
                insert into safecity.listing (item_id, state, level, opened_by, opened_at, changed_at, item_deadline)
                values (:id, 'REPORTED', 'DISTRICT', 'duban', now(), now(), :day)""").param("id", item.id()).param("day", TODAY).update();

        cases.reassess(item, "effective");
        assertThat(trunk).isWaitingAt("listingEnded");
        assertThat(cases.now(item).status()).isEqualTo(Status.VERIFIED);
        jdbc.sql("update safecity.listing set state = 'ORDINARY' where item_id = :id")
                .param("id", item.id())
                .update();
        engine.getRuntimeService()
                .createMessageCorrelation("listingEnded")
                .processInstanceBusinessKey(item.number())
                .correlateAll();

        assertThat(trunk).isEnded().hasPassed("close");
        assertThat(cases.now(item).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void goes_to_another_unit_when_the_office_agrees_to_the_handing_back() {
        Item item = cases.dispatched();

        cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack", "reason", "属于消防职责"));
        assertThat(process(item, "problem")).isWaitingAtExactly("decideHandingBack");
        assertThat(form(item, "decideHandingBack")).containsEntry("reason", "属于消防职责");
        assertThat(cases.told(item)).contains("handed-back duban", "handed-back duban2");
        cases.complete(
                item,
                SUPERVISOR,
                "decideHandingBack",
                Map.of("decision", "reassign", "toUnit", OTHER_UNIT, "opinion", "由消防支队牵头"));

        assertThat(cases.step(item, "signFor").unit()).isEqualTo(OTHER_UNIT);
        assertThat(form(item, "signFor").get("ruling")).asString().contains("由消防支队牵头");
        assertThat(cases.now(item))
                .extracting(Item::leadUnit, Item::status)
                .containsExactly(OTHER_UNIT, Status.DISPATCHED);
        assertThat(grants(item, LEAD)).isEmpty();
        cases.complete(item, OTHER_CLERK, "signFor", Map.of("decision", "signFor"));
        assertThat(cases.step(item, "preparePlan").unit()).isEqualTo(OTHER_UNIT);
    }

    @Test
    void goes_to_another_unit_when_the_office_passes_it_on_before_it_is_signed_for() {
        Item item = cases.dispatched();

        passOn.passOn(item.number(), OTHER_UNIT, "由消防支队牵头", people.require(SUPERVISOR));

        assertThat(process(item, "problem")).isWaitingAtExactly("signFor").hasPassed("passedOn", "passOn");
        assertThat(cases.step(item, "signFor").unit()).isEqualTo(OTHER_UNIT);
        assertThat(grants(item, LEAD)).isEmpty();
    }

    @Test
    void starts_its_next_round_with_a_plan_when_the_spot_check_fails_and_closes_when_it_passes() {
        Item item = cases.verified(wish -> wish.major());
        ProcessInstance trunk = process(item, "problem");
        assertThat(trunk).isWaitingAtExactly("spotCheck");

        cases.checkOnSite(item, "failed");

        assertThat(trunk).isWaitingAtExactly("rectify").hasPassed("reopen");
        assertThat(cases.now(item)).extracting(Item::round, Item::status).containsExactly(2, Status.PLANNING);
        assertThat(priority(item, "preparePlan")).isEqualTo(75);
        assertThat(form(item, "preparePlan"))
                .containsEntry("goal", "井盖完好率 100%")
                .containsEntry("returnReasons", "抽查不合格：井盖型号不符");
        assertThat(cases.told(item)).contains("returned " + CLERK);

        cases.plan(item);
        cases.carryOutAndSubmit(item);
        cases.verify(item, "accept");
        cases.checkOnSite(item, "passed");
        assertThat(trunk).isWaitingAtExactly("reassess");
        cases.reassess(item, "effective");
        assertThat(trunk).isEnded();
    }

    @Test
    void starts_its_next_round_when_the_effect_is_not_reached() {
        Item item = cases.verified(wish -> wish);

        cases.reassess(item, "ineffective");

        assertThat(process(item, "problem"))
                .isWaitingAtExactly("rectify")
                .hasPassed("reopen")
                .hasNotPassed("close");
        assertThat(cases.at(item)).containsExactly("preparePlan");
        assertThat(form(item, "preparePlan")).containsEntry("returnReasons", "复评未通过：一周内又有三处缺失");
        assertThat(cases.now(item)).extracting(Item::round, Item::status).containsExactly(2, Status.PLANNING);
        assertThat(process(item, "escalation")).isWaitingAt("whichComesFirst");
    }

    @Test
    void is_checked_by_name_whatever_the_draw_says_when_the_office_orders_it_before_or_after_verification() {
        Item early = cases.submitted(wish -> wish);
        Item late = cases.verified(wish -> wish);

        order(early);
        order(late);
        cases.verify(early, "accept");

        assertThat(process(early, "problem"))
                .isWaitingAtExactly("spotCheck")
                .hasPassed("orderNoted")
                .hasNotPassed("decideSpotCheck");
        assertThat(process(late, "problem"))
                .isWaitingAtExactly("spotCheck")
                .hasPassed("decideSpotCheck", "namedWhileReassessed");
    }

    @Test
    void goes_on_while_the_watch_tells_of_its_deadline_and_ends_the_watch_with_the_item() {
        Item item = cases.underWay(wish -> wish.dueInDays(10));
        ProcessInstance watch = process(item, "escalation");

        tenOClockOn(TODAY.plusDays(9));
        runJobs(item);
        assertThat(cases.told(item)).contains("due-soon " + CLERK).doesNotContain("overdue " + CLERK);
        tenOClockOn(TODAY.plusDays(11));
        runJobs(item);

        assertThat(cases.told(item)).contains("overdue " + CLERK);
        assertThat(watch).isWaitingAt("whichComesFirst");
        assertThat(cases.at(item)).containsExactly("carryOut");
        assertThat(jobs(item)).as("the next rung").hasSize(1);

        cases.carryOutAndSubmit(item);
        cases.verify(item, "accept");
        cases.checkOnSite(item, "passed");
        cases.reassess(item, "effective");
        assertThat(watch).isEnded();
        assertThat(running(item)).isEmpty();
    }

    private void order(Item item) {
        jdbc.sql("""
                insert into safecity.check_order (item_id, round, reason, ordered_by, ordered_at)
                values (:id, 1, '群众反映', 'duban', now())""").param("id", item.id()).update();
        engine.getRuntimeService()
                .createMessageCorrelation("checkOrdered")
                .processInstanceBusinessKey(item.number())
                .correlateAll();
    }

    private Set<String> history(Item item) {
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(item.number())
                .list()
                .stream()
                .map(instance -> instance.getId())
                .collect(Collectors.toSet());
    }

    /** Returns on which types of resources the engine still grants a unit the case's tasks and instances. */
    private List<Integer> grants(Item item, String unit) {
        Set<String> ids = history(item);
        engine.getHistoryService()
                .createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(item.number())
                .list()
                .forEach(task -> ids.add(task.getId()));
        return engine.getAuthorizationService().createAuthorizationQuery().groupIdIn(unit).list().stream()
                .filter(grant -> ids.contains(grant.getResourceId()))
                .map(grant -> grant.getResourceType())
                .toList();
    }
}
