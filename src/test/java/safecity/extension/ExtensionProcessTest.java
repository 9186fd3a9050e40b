package safecity.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.LEAD;
import static safecity.Cases.LOCALITY;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.Walks;
import safecity.item.DeadlineChange;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.unit.Units;

/** A request for more time, from the button to its end. The items are due on 2020-07-01, so Sunday, 2020-06-28, which is worked on, is the last day to ask. */
@Walks("extension")
class ExtensionProcessTest extends CaseTest {

    @Autowired
    private Requests requests;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private ItemLog log;

    @Test
    void moves_deadline_and_tasks_together_once_the_town_has_spoken_and_the_office_agrees() {
        Item item = cases.underWay(wish -> wish);
        requests.begin(item, CLERK);
        assertThat(cases.step(item, "ask").assignee()).isEqualTo(CLERK);
        assertThat(cases.step(item, "ask").unit()).isEqualTo(LEAD);
        assertThat(due(item, "ask").toLocalDate()).isEqualTo(LocalDate.of(2020, 6, 28));
        assertThat(form(item, "ask").get("conditions"))
                .asString()
                .contains("2020-07-01", "2020-06-28（含当日）", "30 个工作日", "最多延期 1 次");

        cases.complete(item, CLERK, "ask", Requests.asking(10));
        assertThat(cases.step(item, "giveOpinion").unit()).isEqualTo(LOCALITY);
        assertThat(form(item, "giveOpinion").get("request")).asString().contains("汛期无法开挖", "设围挡", "全部批准后为 2020-07-15");
        requests.support(item);
        assertThat(cases.step(item, "decide").unit()).isEqualTo(Units.OFFICE);
        assertThat(due(item, "decide").toLocalDate()).isEqualTo(LocalDate.of(2020, 6, 4));
        assertThat(form(item, "decide")).containsEntry("grantedDays", 10);
        assertThat(form(item, "decide").get("request")).asString().contains("同意延期", "围挡已落实");
        requests.grant(item, 8);

        assertThat(cases.at(item)).containsExactlyInAnyOrder("carryOut", "decideIssue");
        assertThat(form(item, "decideIssue").get("letter"))
                .asString()
                .contains("整改延期10个工作日的申请", "同意延期8个工作日", "2020年7月13日");
        assertThat(due(item, "carryOut").toLocalDate()).isEqualTo(LocalDate.of(2020, 7, 13));
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 13));
        assertThat(cases.now(item).originalDeadline()).isEqualTo(LocalDate.of(2020, 7, 1));
        List<DeadlineChange> changes = deadlines.changes(item.id());
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).workingDays()).isEqualTo(8);
        assertThat(changes.get(0).reason()).isEqualTo("汛期无法开挖");
        assertThat(changes.get(0).decidedBy()).isEqualTo("督办员甲");
        assertThat(log.of(item.id())).extracting(ItemLog.Entry::act).startsWith("批准延期", "签署延期意见", "申请延期");
        assertThat(cases.told(item)).contains("extension-granted " + CLERK);
        assertThat(requests.states(item)).isEqualTo("GRANTED");
        assertThat(process(item, "extension")).isNull();
    }

    @Test
    void leaves_the_deadline_when_the_office_refuses_and_tells_the_unit_why() {
        Item item = cases.underWay(wish -> wish.in(null));
        requests.ask(item, 10);
        assertThat(cases.at(item)).as("the office supervises itself").contains("decide");

        requests.refuse(item);

        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 1));
        assertThat(deadlines.changes(item.id())).isEmpty();
        assertThat(log.of(item.id()).get(0).detail()).isEqualTo("可以分段施工");
        assertThat(cases.told(item)).contains("extension-refused " + CLERK);
        requests.ask(item, 5);
        assertThat(requests.states(item)).isEqualTo("REFUSED ASKED");
    }

    @Test
    void ends_without_anything_but_a_note_when_the_clerk_gives_it_up() {
        Item item = cases.underWay(wish -> wish);
        requests.begin(item, CLERK);

        cases.complete(item, CLERK, "ask", Map.of("decision", "abandon"));

        assertThat(cases.at(item)).containsExactly("carryOut");
        assertThat(log.of(item.id()).get(0).act()).isEqualTo("放弃延期申请");
        assertThat(process(item, "extension")).isNull();
        requests.begin(item, COLLEAGUE);
        assertThat(requests.states(item)).isEqualTo("ABANDONED DRAFT");
    }

    @Test
    void ends_with_its_item() {
        Item item = cases.underWay(wish -> wish);
        requests.ask(item, 10);

        cases.carryOutAndSubmit(item);
        cases.verify(item, "accept");
        cases.reassess(item, "effective");

        assertThat(cases.at(item)).isEmpty();
        assertThat(running(item)).isEmpty();
        assertThat(requests.states(item)).isEqualTo("LAPSED");
        assertThat(log.of(item.id())).extracting(ItemLog.Entry::act).contains("延期申请终止");
    }

    @Test
    void may_be_granted_after_the_deadline_because_it_was_asked_in_time() {
        Item item = cases.underWay(wish -> wish);
        itIs(LocalDate.of(2020, 6, 28), LocalTime.of(23, 59, 30));
        requests.ask(item, 10);
        tenOClockOn(LocalDate.of(2020, 7, 6));
        requests.support(item);

        requests.grant(item, 10);

        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 15));
        assertThat(due(item, "carryOut").toLocalDate()).isEqualTo(LocalDate.of(2020, 7, 15));
    }

    @Test
    void is_decided_by_the_leading_group_where_the_office_itself_asks() {
        Item item = cases.signedFor(wish -> wish.ledBy(Units.OFFICE).in(null));
        requests.begin(item, SUPERVISOR);

        cases.complete(item, SUPERVISOR, "ask", Requests.asking(3));

        assertThat(cases.step(item, "decide").unit()).isEqualTo(Units.LEADING_GROUP);
    }

    @Test
    void refuses_days_that_nobody_may_ask_for_or_grant() {
        Item item = cases.underWay(wish -> wish);
        requests.begin(item, CLERK);
        assertRefused(item, "延期天数应为 1 至 30 个工作日", () -> cases.complete(item, CLERK, "ask", Requests.asking(31)));
        assertRefused(item, "延期天数应为 1 至 30 个工作日", () -> cases.complete(item, CLERK, "ask", Requests.asking(0)));
        assertRefused(item, "要是整数", () -> cases.complete(item, CLERK, "ask", Requests.asking("1.5")));
        assertRefused(item, "要是整数", () -> cases.complete(item, CLERK, "ask", Requests.asking("")));
        Map<String, Object> careless = Requests.asking(10);
        careless.put("controlMeasures", " ");
        assertRefused(item, "临时管控措施", () -> cases.complete(item, CLERK, "ask", careless));
        cases.complete(item, CLERK, "ask", Requests.asking(10.0));
        requests.support(item);

        assertRefused(item, "不能多于申请的 10 个工作日，填写的是 11", () -> requests.grant(item, 11));
        assertRefused(item, "延期天数应为 1 至", () -> requests.grant(item, 0));
        assertRefused(
                item,
                "请在审批意见里写明理由",
                () -> cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "refuse", "opinion", " ")));
        assertRefused(item, "请在表单中选择", () -> cases.complete(item, SUPERVISOR, "decide", Map.of("opinion", "同意")));
        assertThat(requests.states(item)).isEqualTo("ASKED");
    }

    @Test
    void is_handed_in_by_a_colleague_after_it_was_put_back() {
        Item item = cases.underWay(wish -> wish);
        requests.begin(item, CLERK);
        engine.getTaskService().setAssignee(cases.step(item, "ask").taskId(), null);

        cases.complete(item, COLLEAGUE, "ask", Requests.asking(5));

        assertThat(cases.at(item)).contains("giveOpinion");
        requests.support(item);
        assertThat(cases.at(item)).contains("decide").doesNotContain("giveOpinion");
    }
}
