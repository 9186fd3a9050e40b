package safecity.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.LEAD;
import static safecity.Cases.SUPERVISOR;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Walks;
import safecity.document.Document;
import safecity.document.DocumentState;
import safecity.document.LetterWriter;
import safecity.item.DeadlineChange.Cause;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.item.ItemLog;

@Walks("slip")
class SlipProcessTest extends SlipCase {

    @Autowired
    private LetterWriter writer;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private ItemLog log;

    @Autowired
    private Withdrawals withdrawals;

    @Test
    void goes_out_only_after_a_decision_and_is_done_when_the_reply_is_accepted() {
        Item item = overdue();
        long id = drafted(item);
        assertThat(document(id).state()).isEqualTo(DocumentState.DRAFT);
        assertThat(document(id).number()).isNull();
        assertThat(cases.step(item, "decideIssue"))
                .extracting("name", "unit")
                .containsExactly("签发文书 " + item.label(), "qu-chuang-an-ban");
        assertThat(form(item, "decideIssue").get("letter"))
                .asString()
                .contains("（待编号）", "道路井盖缺失", "已逾期3个工作日", "2020年6月12日前书面回复");
        assertThat(cases.told(item)).noneMatch(told -> told.startsWith("document-issued"));

        work(id, SUPERVISOR, "decideIssue", Map.of("decision", "issue", "demand", "夜间派人值守"));

        Document issued = document(id);
        assertThat(issued.state()).isEqualTo(DocumentState.ISSUED);
        assertThat(issued.number()).matches("京兴创安办督〔2020〕[1-9][0-9]*号");
        assertThat(writer.plain(issued)).contains(String.valueOf(issued.number()), "夜间派人值守", "2020年6月5日");
        assertThat(cases.told(item)).contains("document-issued " + CLERK, "document-issued " + HEAD);
        assertThat(due(item, "signForSlip")).isEqualTo("2020-06-08T23:59:59");

        work(id, CLERK, "signForSlip", Map.of());
        assertThat(document(id).state()).isEqualTo(DocumentState.SIGNED);
        assertThat(due(item, "reply")).isEqualTo("2020-06-12T23:59:59");

        work(id, CLERK, "reply", Map.of("answer", "井盖已到货，6 月 9 日装完"));
        assertThat(document(id).state()).isEqualTo(DocumentState.REPLIED);
        assertThat(form(item, "reviewReply").get("answerText")).asString().contains("井盖已到货");
        work(id, SUPERVISOR, "reviewReply", Map.of("decision", "accept"));

        assertThat(document(id).state()).isEqualTo(DocumentState.DONE);
        assertThat(ended(id)).isTrue();
        assertThat(log.of(item.id())).extracting(ItemLog.Entry::act).startsWith("认可回复", "书面回复", "签收文书", "签发文书");
    }

    @Test
    void comes_back_to_the_recipient_with_reasons_until_the_reply_is_accepted() {
        Item item = overdue();
        long id = drafted(item);
        issue(id);
        work(id, CLERK, "signForSlip", Map.of());
        work(id, CLERK, "reply", Map.of("answer", "正在整改"));

        work(id, SUPERVISOR, "reviewReply", Map.of("decision", "return", "opinion", "没有写明完成时间"));

        assertThat(document(id).state()).isEqualTo(DocumentState.SIGNED);
        assertThat(form(item, "reply"))
                .containsEntry("returnReasons", "没有写明完成时间")
                .containsEntry("answer", "正在整改");
        assertThat(priority(item, "reply")).isEqualTo(75);
        assertThat(due(item, "reply")).isEqualTo("2020-06-10T23:59:59");
        assertThat(cases.told(item)).contains("reply-returned " + CLERK);
        work(id, COLLEAGUE, "reply", Map.of("answer", "6 月 9 日前完成"));
        work(id, SUPERVISOR, "reviewReply", Map.of("decision", "accept", "opinion", "同意"));
        assertThat(document(id).state()).isEqualTo(DocumentState.DONE);
        assertThat(register.replies(id))
                .extracting("text", "accepted", "opinion")
                .containsExactly(tuple("正在整改", false, "没有写明完成时间"), tuple("6 月 9 日前完成", true, "同意"));
    }

    @Test
    void does_not_go_out_and_takes_no_number_if_the_signer_refuses_with_reasons() {
        Item item = overdue();
        long id = drafted(item, "interview-notice", LEAD);
        assertThat(cases.step(item, "decideIssue").unit()).isEqualTo(LEADING_GROUP);

        assertRefused(item, "必须写明理由", () -> work(id, LEADER, "decideIssue", Map.of("decision", "refuse")));
        cases.complete(item, LEADER, "decideIssue", Map.of("decision", "refuse", "reason", "已口头约谈"));

        assertThat(document(id))
                .extracting(Document::state, Document::number, Document::reason)
                .containsExactly(DocumentState.NOT_ISSUED, null, "已口头约谈");
        assertThat(ended(id)).isTrue();
        assertThat(cases.told(item)).noneMatch(told -> told.startsWith("document"));
    }

    @Test
    void is_carried_by_one_process_only_however_often_it_is_started() {
        Item item = overdue();
        long id = drafted(item);

        assertThat(drafted(item)).isEqualTo(id);

        assertThat(cases.at(item).stream().filter("decideIssue"::equals)).hasSize(1);
        issue(id);
        assertThat(drafted(item)).isNotEqualTo(id);
    }

    @Test
    void lapses_by_itself_when_the_item_is_closed_before_a_decision() {
        Item item = overdue();
        long id = drafted(item);

        finish(item);

        assertThat(document(id).state()).isEqualTo(DocumentState.NOT_ISSUED);
        assertThat(document(id).reason()).startsWith("问题已销号");
        assertThat(ended(id)).isTrue();
        assertThat(cases.at(item)).isEmpty();
    }

    @Test
    void lapses_when_the_deadline_moves_into_the_future_and_waits_on_while_it_does_not() {
        Item item = overdue();
        long id = drafted(item);
        String task = cases.claimed(item, SUPERVISOR, "decideIssue").taskId();

        postpone(item, 1);
        assertThat(cases.step(item, "decideIssue").taskId()).isEqualTo(task);
        assertThat(document(id).state()).isEqualTo(DocumentState.DRAFT);

        postpone(item, 10);
        assertThat(document(id).state()).isEqualTo(DocumentState.NOT_ISSUED);
        assertThat(document(id).reason()).contains("时限已变");
        assertThat(ended(id)).isTrue();
        assertThat(passed(id)).contains("draftKept", "draftLapsed");
        assertThat(cases.at(item)).doesNotContain("decideIssue");
    }

    @Test
    void ends_with_its_item_once_it_is_out() {
        Item item = overdue();
        long id = drafted(item);
        issue(id);

        finish(item);

        assertThat(document(id)).extracting(Document::state, Document::endedBy).containsExactly(DocumentState.DONE, "");
        assertThat(document(id).reason()).contains("问题已销号");
        assertThat(passed(id)).contains("endWithItem");
        assertThat(cases.at(item)).isEmpty();
    }

    @Test
    void is_withdrawn_at_any_time_after_it_went_out_and_leaves_the_others_of_its_item_alone() {
        Item item = overdue();
        long withdrawn = drafted(item);
        long other = drafted(item, "escalation-report", LEADING_GROUP);
        issue(withdrawn);
        issue(other);
        work(withdrawn, CLERK, "signForSlip", Map.of());

        withdrawals.withdraw(document(withdrawn), people.require(SUPERVISOR), "对象有误");

        assertThat(document(withdrawn))
                .extracting(Document::state, Document::reason, Document::endedBy)
                .containsExactly(DocumentState.WITHDRAWN, "对象有误", "督办员甲");
        assertThat(ended(withdrawn)).isTrue();
        assertThat(cases.told(item)).contains("document-withdrawn " + CLERK);
        assertThat(document(other).state()).isEqualTo(DocumentState.ISSUED);
        assertThat(cases.at(item)).contains("signForSlip").doesNotContain("reply");
        assertRefused(
                item, "不能撤回", () -> withdrawals.withdraw(document(withdrawn), people.require(SUPERVISOR), "再撤一次"));
    }

    @Test
    void is_served_on_paper_and_outlives_its_item_if_its_kind_says_so() {
        Item item = overdue();
        long id = drafted(item, "delisting-notice", item.leadUnit());
        work(id, LEADER, "decideIssue", Map.of("decision", "issue"));
        assertThat(document(id).state()).isEqualTo(DocumentState.TO_SERVE);
        assertThat(cases.told(item)).noneMatch(told -> told.startsWith("document-issued"));

        finish(item);

        assertThat(passed(id)).contains("slipGoesOn").doesNotContain("endWithItem");
        work(id, SUPERVISOR, "deliver", delivered("2020-06-05"));
        assertThat(document(id).state()).isEqualTo(DocumentState.ISSUED);
        assertThat(cases.told(item)).contains("document-issued " + CLERK);
        work(id, CLERK, "signForSlip", Map.of());
        assertThat(document(id).state()).isEqualTo(DocumentState.DONE);
        assertThat(passed(id)).contains("signedOnly");
        assertThat(ended(id)).isTrue();
    }

    @Test
    void an_announcement_has_no_recipient_and_is_served_by_its_publication() {
        Item item = overdue();
        long id = announcement(item);
        work(id, LEADER, "decideIssue", Map.of("decision", "issue"));
        Document signed = document(id);
        assertThat(signed)
                .extracting(Document::recipientName, Document::state, Document::replyBy)
                .containsExactly("社会公众", DocumentState.TO_SERVE, null);
        assertThat(signed.number()).startsWith("京兴创安告〔2020〕");

        transaction.executeWithoutResult(status -> {
            documents.publish(id, "区政府网站", TODAY.plusDays(4), SUPERVISOR);
            processes.tellInstance("slipPublished", String.valueOf(signed.instance()));
        });

        assertThat(document(id).state()).isEqualTo(DocumentState.DONE);
        assertThat(passed(id)).contains("servedByNotice");
        assertThat(ended(id)).isTrue();
    }

    private void postpone(Item item, int days) {
        transaction.executeWithoutResult(
                status -> deadlines.postpone(cases.now(item), Cause.EXTENSION, days, "材料供应延迟", SUPERVISOR));
    }
}
