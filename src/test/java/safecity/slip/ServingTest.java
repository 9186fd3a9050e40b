package safecity.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.SUPERVISOR;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.document.Delivery;
import safecity.document.Document;
import safecity.document.DocumentState;
import safecity.document.Draft;
import safecity.document.Serving;
import safecity.item.DeadlineChange.Cause;
import safecity.item.Deadlines;
import safecity.item.Item;

/** 送达: who serves how, who signs for it, and what a draft lives through until then. */
class ServingTest extends SlipCase {

    private static final String ORDER = "rectification-order";

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private Withdrawals withdrawals;

    @Autowired
    private SlipSteps steps;

    @Test
    void the_signer_chooses_how_and_the_kind_proposes_it() {
        Item item = overdue();
        long order = drafted(item, ORDER, LEAD);
        assertThat(form(item, "decideIssue"))
                .containsEntry("serving", "written")
                .containsEntry("servingOpen", "yes");

        work(order, SUPERVISOR, "decideIssue", Map.of("decision", "issue", "serving", "system"));

        assertThat(document(order))
                .extracting(Document::state, Document::serving)
                .containsExactly(DocumentState.ISSUED, Serving.SYSTEM);
        assertThat(document(order).delivery())
                .extracting(Delivery::how, Delivery::recordedBy)
                .containsExactly("系统送达", "");
        long letter = drafted(item);
        work(letter, SUPERVISOR, "decideIssue", Map.of("decision", "issue", "serving", "written"));
        assertThat(document(letter).state()).isEqualTo(DocumentState.TO_SERVE);
    }

    @Test
    void what_is_served_on_paper_is_the_offices_task_and_nobody_else_sees_it_before() throws Exception {
        Item item = overdue();
        long id = drafted(item, ORDER, LEAD);
        issue(id);
        assertThat(cases.step(item, "deliver").unit()).isEqualTo("qu-chuang-an-ban");
        assertThat(statusOf(path(id), CLERK)).isEqualTo(404);
        assertThat(page(path(id), SUPERVISOR).text()).contains("待办公室书面送达", "书面送达");
        tenOClockOn(TODAY.plusDays(6));

        assertRefused(item, "早于签发日期 2020-06-05", () -> work(id, SUPERVISOR, "deliver", delivered("2020-06-04")));
        assertRefused(item, "还没有到", () -> work(id, SUPERVISOR, "deliver", delivered("2020-06-08")));
        work(
                id,
                SUPERVISOR,
                "deliver",
                Map.of("servedHow", "留置送达", "servedOn", "2020-06-06", "server", "王某", "note", "见证人赵某"));

        Delivery delivery = document(id).delivery();
        assertThat(delivery)
                .extracting(Delivery::how, Delivery::server, Delivery::note, Delivery::recordedBy)
                .containsExactly("留置送达", "王某", "见证人赵某", "督办员甲");
        assertThat(delivery.on()).isEqualTo("2020-06-06");
        assertThat(page(path(id), CLERK).text()).contains("留置送达", "2020-06-06", "见证人赵某");
        assertThat(form(item, "signForSlip").get("signingNote")).asString().contains("2020-06-12 前书面回复");
    }

    @Test
    void a_body_outside_the_system_is_served_on_paper_and_the_office_records_who_received_it() {
        Item item = overdue();
        long id = started(item, Draft.outside("市燃气管理办公室", item.id(), "transfer-letter", "不属于本区职责", "", Map.of()));
        assertRefused(
                item,
                "只能书面送达",
                () -> work(id, LEADER, "decideIssue", Map.of("decision", "issue", "serving", "system")));
        assertThat(document(id).state()).isEqualTo(DocumentState.DRAFT);
        cases.complete(item, LEADER, "decideIssue", Map.of("decision", "issue"));
        assertThat(text(id)).contains("市燃气管理办公室", "不属于本区职责");
        assertThat(document(id).decider()).isEqualTo("领导小组成员");
        work(id, SUPERVISOR, "deliver", delivered("2020-06-05"));

        assertThat(cases.step(item, "signForSlip").unit()).isEqualTo("qu-chuang-an-ban");
        assertThat(form(item, "signForSlip")).containsEntry("outside", "yes");
        assertRefused(item, "请填写签收人", () -> work(id, SUPERVISOR, "signForSlip", Map.of()));
        cases.complete(item, SUPERVISOR, "signForSlip", Map.of("receivedBy", "周某", "receivedOn", "2020-06-05"));

        assertThat(document(id))
                .extracting(Document::state, Document::receivedBy, Document::endedBy)
                .containsExactly(DocumentState.DONE, "周某", "督办员甲");
    }

    @Test
    void what_was_served_stays_as_it_was_recorded_even_by_sql() {
        Item item = overdue();
        long id = drafted(item);
        issue(id);

        assertThatThrownBy(() -> jdbc.sql("update safecity.document set served_on = date '2020-01-01' where id = :id")
                        .param("id", id)
                        .update())
                .hasMessageContaining("cannot be served again");
    }

    @Test
    void what_is_not_served_yet_is_withdrawn_without_a_word_to_the_recipient() {
        Item item = overdue();
        long id = drafted(item, ORDER, LEAD);
        issue(id);

        withdrawals.withdraw(document(id), people.require(SUPERVISOR), "对象有误");

        assertThat(document(id).state()).isEqualTo(DocumentState.WITHDRAWN);
        assertThat(ended(id)).isTrue();
        assertThat(cases.told(item)).noneMatch(told -> told.startsWith("document"));
    }

    @Test
    void lapses_when_the_clock_of_the_item_is_stopped() {
        Item item = overdue();
        long id = drafted(item);

        transaction.executeWithoutResult(status -> {
            jdbc.sql("update safecity.item set paused_on = :day where id = :id")
                    .param("day", TODAY.plusDays(4))
                    .param("id", item.id())
                    .update();
            processes.tell(Deadlines.CLOCK_CHANGED, item.number());
        });

        assertThat(document(id).state()).isEqualTo(DocumentState.NOT_ISSUED);
    }

    @Test
    void waits_on_when_the_clock_changes_if_it_is_not_about_being_late() {
        Item item = cases.underWay(wish -> wish.dueInDays(20));
        long id = drafted(item, "listing-notice", item.leadUnit());

        transaction.executeWithoutResult(
                status -> deadlines.postpone(cases.now(item), Cause.EXTENSION, 10, "材料供应延迟", SUPERVISOR));

        assertThat(document(id).state()).isEqualTo(DocumentState.DRAFT);
        assertThat(passed(id)).contains("draftKept").doesNotContain("draftLapsed");
        assertThat(cases.at(item)).contains("decideIssue");
    }

    @Test
    void what_began_under_the_model_before_is_served_by_the_system_and_goes_on() {
        Item item = overdue();
        long id = drafted(item);

        transaction.executeWithoutResult(status -> {
            steps.decideIssue(id, SUPERVISOR, "issue", "夜间派人值守", null);
            steps.issue(item.id(), id);
        });
        assertThat(document(id).state()).isEqualTo(DocumentState.ISSUED);
        transaction.executeWithoutResult(status -> steps.signForSlip(item.id(), id, CLERK));

        assertThat(document(id).state()).isEqualTo(DocumentState.SIGNED);
        assertThat(text(id)).contains("夜间派人值守");
    }

    @Test
    void a_draft_that_outlives_its_item_waits_on_when_that_is_closed() {
        Item item = overdue();
        long id = drafted(item, "delisting-notice", LEAD);

        finish(item);

        assertThat(document(id).state()).isEqualTo(DocumentState.DRAFT);
        assertThat(passed(id)).contains("draftKept").doesNotContain("lapse");
        long late = drafted(cases.now(item), "acceptance-opinion", LEAD);
        assertThat(document(late).state()).isEqualTo(DocumentState.DRAFT);
    }
}
