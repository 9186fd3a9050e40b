package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.EXPERT;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import safecity.Walks;
import safecity.document.Document;
import safecity.document.DocumentState;
import safecity.engine.Refused;
import safecity.item.Item;
import safecity.unit.Units;

@Walks("listingproposal")
class ListingproposalProcessTest extends ListingCase {

    @Autowired
    private ListingproposalSteps proposal;

    @Test
    void is_proposed_by_the_town_judged_by_the_office_and_approved_by_the_leading_group() {
        Item item = hazard();

        opened(item);
        ProcessInstance process = process(item, "listingproposal");
        assertThat(cases.step(item, "propose"))
                .extracting("unit", "assignee")
                .containsExactly("huang-cun-zhen", LOCAL_CLERK);
        propose(item);
        assertThat(cases.step(item, "judge").unit()).isEqualTo(Units.OFFICE);
        assertThat(form(item, "judge").get("proposal")).asString().contains("停产停业、设置警示标志", "2020-07-31");
        judge(item, "MAJOR");
        assertThat(state(item)).isEqualTo(State.PROPOSED);
        assertThat(cases.step(item, "approve").unit()).isEqualTo(Units.LEADING_GROUP);
        approve(item, "APPROVED");

        assertThat(process).isEnded().hasPassed("listingApproved");
        assertThat(state(item)).isEqualTo(State.LISTED);
        assertThat(listing(item).deadline()).isEqualTo(DEADLINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled = false", "unit = null, roles = '{}'", "unit = 'qu-fa-gai-wei', roles = '{}'"})
    void comes_back_to_the_unit_when_the_proposer_has_left_it(String change) {
        String proposer = "zz" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("""
                insert into safecity.account (login, display_name, unit, roles, password_hash, created_at)
                values (:login, '测试人员', 'huang-cun-zhen', '{UNIT_CLERK}', '', now())""").param("login", proposer).update();
        Item item = hazard();
        desk.open(item, people.require(proposer));
        cases.submit(cases.step(item, "propose"), proposer, proposal());
        judge(item, "MAJOR");
        jdbc.sql("update safecity.account set " + change + " where login = :login")
                .param("login", proposer)
                .update();

        approve(item, "RETURNED");

        assertThat(cases.step(item, "propose")).extracting("unit", "assignee").containsExactly("huang-cun-zhen", null);
        propose(item);
        assertThat(cases.step(item, "judge").unit()).isEqualTo(Units.OFFICE);
    }

    @Test
    void records_immediate_control_measures_and_refuses_a_proposal_without_any() {
        Item item = hazard();
        opened(item);
        Map<String, Object> without = proposal();
        without.remove("stopProduction");
        without.remove("warningSigns");

        assertRefused(item, "至少勾选一项", () -> cases.complete(item, LOCAL_CLERK, "propose", without));
        Map<String, Object> tomorrow = proposal();
        tomorrow.put("measuredOn", TODAY.plusDays(1).toString());
        assertRefused(item, "还没有到", () -> cases.complete(item, LOCAL_CLERK, "propose", tomorrow));
        Map<String, Object> tooLong = proposal();
        tooLong.put("deadline", TODAY.plusDays(366).toString());
        assertRefused(item, "不晚于 2021-06-01", () -> cases.complete(item, LOCAL_CLERK, "propose", tooLong));

        propose(item);
        assertThat(listing(item).measures()).containsExactly(Measure.STOP_PRODUCTION, Measure.WARNING_SIGNS);
        assertThat(listing(item).measuredBy()).isEqualTo("黄村镇安全科");
    }

    @Test
    void asks_experts_where_it_is_doubtful_and_judges_again() {
        Item item = hazard();
        opened(item);
        propose(item);

        judge(item, "DOUBTFUL");
        assertThat(cases.step(item, "consult").unit()).isEqualTo(Units.EXPERTS);
        cases.complete(item, EXPERT, "consult", Map.of("finding", "ordinary", "opinion", "可立即排除"));

        assertThat(form(item, "judge").get("consultation")).asString().contains("不属于重大隐患", "可立即排除");
        ProcessInstance process = process(item, "listingproposal");
        judge(item, "ORDINARY");
        assertThat(process).isEnded().hasPassed("foundOrdinary");
        assertThat(state(item)).isEqualTo(State.ORDINARY);
        assertThat(running(item)).isEmpty();
    }

    @Test
    void hands_over_what_is_not_ours_and_keeps_the_record() {
        Item item = hazard();
        opened(item);
        propose(item);
        judge(item, "NOT_OURS");

        assertRefused(
                item, "请填写移送的理由", () -> cases.complete(item, SUPERVISOR, "transfer", Map.of("toUnit", "市燃气管理办公室")));
        cases.complete(item, SUPERVISOR, "transfer", Map.of("toUnit", "市燃气管理办公室", "grounds", "该管线由市级管理，不属于本区职责"));

        assertThat(state(item)).isEqualTo(State.TRANSFERRED);
        assertThat(acts.last(listing(item).id(), Acts.TRANSFER).orElseThrow())
                .extracting(Act::place, Act::detail)
                .containsExactly("市燃气管理办公室", "该管线由市级管理，不属于本区职责");
        assertThat(document(item, "transfer-letter"))
                .extracting(Document::recipientName, Document::outside, Document::state)
                .containsExactly("市燃气管理办公室", true, DocumentState.DRAFT);
        assertThat(process(item, "listingproposal")).isNull();
        assertThat(process(item, "supervision")).isNull();
    }

    @Test
    void goes_back_to_who_proposed_it_or_is_refused() {
        Item item = hazard();
        opened(item);
        propose(item);
        judge(item, "MAJOR");

        approve(item, "RETURNED");
        assertThat(cases.step(item, "propose").assignee()).isEqualTo(LOCAL_CLERK);
        assertThat(form(item, "propose").get("returned")).isEqualTo("按程序办理");
        propose(item);
        judge(item, "MAJOR");
        ProcessInstance process = process(item, "listingproposal");
        approve(item, "REFUSED");

        assertThat(process).isEnded().hasPassed("listingRefused");
        assertThat(state(item)).isEqualTo(State.REFUSED);
        assertThat(listing(item).number()).isNull();
        assertThat(running(item)).isEmpty();
    }

    @Test
    void is_never_approved_by_who_proposed_it_neither_in_the_step_nor_in_the_table() {
        Item item = hazard();
        long id = opened(item);
        propose(item);
        judge(item, "MAJOR");

        assertThatThrownBy(() -> proposal.approve(id, LOCAL_CLERK, "APPROVED", DEADLINE.toString(), ""))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("不能审批自己提出的挂牌建议");
        assertThatThrownBy(() -> jdbc.sql("update safecity.listing set approved_by = proposed_by where id = :id")
                        .param("id", id)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("listing_four_eyes");
    }

    @Test
    void may_be_begun_for_a_major_open_hazard_once_by_office_town_or_industry_department() {
        Item ordinary = cases.registered(wish -> wish);
        assertThatThrownBy(() -> opened(ordinary)).isInstanceOf(Refused.class).hasMessageContaining("一般隐患");

        Item item = hazard();
        assertThat(desk.mayPropose(item, people.require(OTHER_CLERK))).isFalse();
        assertThatThrownBy(() -> desk.open(item, people.require(OTHER_CLERK))).isInstanceOf(Refused.class);
        assertThat(desk.mayPropose(item, people.require(SUPERVISOR))).isTrue();
        assertThat(desk.mayPropose(item, people.require(CLERK))).isTrue();
        opened(item);

        assertThat(desk.mayPropose(item, people.require(SUPERVISOR))).isFalse();
        assertThatThrownBy(() -> opened(item)).isInstanceOf(Refused.class).hasMessageContaining("已经在挂牌督办");
        assertThat(listings.of(item.id())).hasSize(1);
    }
}
