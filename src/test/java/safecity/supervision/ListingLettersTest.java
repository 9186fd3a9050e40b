package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.TestItem;
import safecity.document.Document;
import safecity.document.DocumentState;
import safecity.document.HandDrafts.Wish;
import safecity.item.Item;
import safecity.item.Status;
import safecity.publication.Notices;

/** The documents of a listing: each is drafted where it arises, signed, served and signed for. */
class ListingLettersTest extends ListingCase {

    private static final Map<String, Object> REFUSED = Map.of("decision", "refuse", "reason", "标题不妥");

    @Autowired
    private ListingLetters letters;

    @Autowired
    private Notices notices;

    @Autowired
    private SupervisionSteps supervision;

    @Test
    void an_order_names_the_measures_and_the_approved_deadline_and_is_served_on_paper() {
        Item item = listed();

        Document order = sign(item, "rectification-order");

        assertThat(text(order)).contains("整改指令", "停产停业", "2020年6月1日", "黄村镇安全科", "2020年7月31日", "前完成整改", "书面报告执行情况");
        assertThat(order.number()).startsWith("京兴创安办令〔2020〕");
        assertThat(order.state()).isEqualTo(DocumentState.TO_SERVE);
        served(order);
        work(order, CLERK, "signForSlip", Map.of());
        assertThat(document(item, "rectification-order").state()).isEqualTo(DocumentState.SIGNED);
        work(order, CLERK, "reply", Map.of("answer", "已停产，正在整改"));
        work(order, SUPERVISOR, "reviewReply", Map.of("decision", "accept"));
        assertThat(document(item, "rectification-order").state()).isEqualTo(DocumentState.DONE);
    }

    @Test
    void every_refusal_is_an_opinion_and_a_notice_of_its_own_even_while_the_first_waits_to_be_signed() {
        Item item = rectifying();

        accept(item, "failed");
        accept(item, "failed");

        assertThat(kinds(item, "acceptance-opinion")).hasSize(2);
        assertThat(kinds(item, "refusal-notice")).hasSize(2);
        Document opinion = sign(item, "acceptance-opinion");
        assertThat(text(opinion)).contains("督办员甲（区创安办）", "专家乙（创安专家组）", "不合格。现场核对", "验收不合格，继续挂牌督办");
        assertThat(opinion.replyBy()).isNull();
        work(opinion, CLERK, "signForSlip", Map.of());
        assertThat(document(item, "acceptance-opinion").state()).isEqualTo(DocumentState.DONE);
        Document notice = sign(item, "refusal-notice");
        assertThat(text(notice)).contains("累计不合格2次", "继续挂牌督办，整改期限2020年7月31日");
        assertThat(notice.replyBy()).isNotNull();
    }

    @Test
    void what_delisting_brings_outlives_the_item_that_it_closes() {
        Item item = cases.verified(TestItem::major);
        cases.checkOnSite(item, "passed");
        listed(item);
        publish(item);
        plan(item, "accept");
        cases.reassess(item, "effective");
        accept(item, "passed");
        assertThat(cases.now(item).status()).isEqualTo(Status.CLOSED);

        Document release = sign(item, "delisting-notice");

        assertThat(text(release)).contains("解除挂牌督办通知书", "自2020年6月1日起解除挂牌督办", "验收合格");
        served(release);
        work(release, CLERK, "signForSlip", Map.of());
        assertThat(document(item, "delisting-notice").state()).isEqualTo(DocumentState.DONE);
        assertThat(document(item, "acceptance-opinion").state()).isEqualTo(DocumentState.DRAFT);
        assertThat(document(item, "listing-notice").state()).isEqualTo(DocumentState.NOT_ISSUED);
        assertThat(document(item, "rectification-order").reason()).contains("问题已销号");
    }

    @Test
    void an_announcement_is_signed_before_it_is_published_as_it_was_signed() {
        Item item = listed();
        cases.complete(item, SUPERVISOR, "prepareAnnouncement", Map.of("publicTitle", "燃气管线占压"));
        assertThat(cases.at(item)).doesNotContain("announce");
        assertThat(notices.find(number(item))).isEmpty();

        Document signed = sign(item, "listing-announcement");

        assertThat(text(signed)).contains("燃气管线占压", "黄村镇", "区城管委", number(item)).doesNotContain("兴华大街", "张三");
        assertThat(notices.find(number(item))).isEmpty();
        announce(item);
        assertThat(notices.find(number(item)).orElseThrow().notice().title()).isEqualTo("燃气管线占压");
        Document published = document(item, "listing-announcement");
        assertThat(published.state()).isEqualTo(DocumentState.DONE);
        assertThat(published.delivery()).extracting("how", "note").containsExactly("公告送达", "区政府网站");
        assertThat(acts.last(listing(item).id(), Acts.ANNOUNCE).orElseThrow().documentNo())
                .isEqualTo(signed.number());
    }

    @Test
    void an_announcement_that_is_not_signed_or_withdrawn_is_drafted_anew_by_hand() {
        Item item = listed();
        cases.complete(item, SUPERVISOR, "prepareAnnouncement", Map.of("publicTitle", "燃气管线占压"));
        decide(item, "listing-announcement", REFUSED);
        assertThat(cases.at(item)).doesNotContain("announce");

        Wish wish = new Wish("listing-announcement", "", "", "经研究，决定挂牌督办", "");
        letters.draftByHand(listing(item), wish, "管线占压", people.require(SUPERVISOR));
        assertRefused(
                item, "已有一份草稿待签发", () -> letters.draftByHand(listing(item), wish, "管线占压", people.require(SUPERVISOR)));
        sign(item, "listing-announcement");
        announce(item);

        assertThat(notices.find(number(item)).orElseThrow().notice().title()).isEqualTo("管线占压");
    }

    @Test
    void a_listing_that_began_under_the_model_before_is_announced_without_a_document() {
        Item item = listed();

        transaction.executeWithoutResult(status ->
                supervision.announce(listing(item).id(), SUPERVISOR, "燃气管线占压", "区政府网站", "", TODAY.toString()));

        assertThat(notices.find(number(item)).orElseThrow().notice().title()).isEqualTo("燃气管线占压");
    }

    @Test
    void by_hand_a_listing_is_not_lifted_while_it_stands() {
        Item item = listed();

        assertRefused(
                item,
                "只能在摘牌后拟发",
                () -> letters.draftByHand(
                        listing(item),
                        new Wish("delisting-notice", LEAD, "", "经验收合格", ""),
                        "",
                        people.require(SUPERVISOR)));
        assertThat(letters.kindsFor(listing(item), people.require(SUPERVISOR)))
                .extracting("code")
                .contains("listing-announcement", "rectification-order", "shutdown-report")
                .doesNotContain("delisting-notice", "acceptance-opinion", "extension-reply");
        assertThat(letters.kindsFor(listing(item), people.require(CLERK))).isEmpty();
    }

    @Test
    void a_transfer_goes_to_a_body_outside_and_ends_with_its_receipt() {
        Item item = hazard();
        opened(item);
        propose(item);
        judge(item, "NOT_OURS");
        cases.complete(item, SUPERVISOR, "transfer", Map.of("toUnit", "市燃气管理办公室", "grounds", "该管线由市级管理"));

        Document letter = sign(item, "transfer-letter");

        assertThat(text(letter)).contains("市燃气管理办公室", "该管线由市级管理，现依法移送", "停产停业");
        served(letter);
        work(letter, SUPERVISOR, "signForSlip", Map.of("receivedBy", "周某", "receivedOn", TODAY.toString()));
        assertThat(document(item, "transfer-letter"))
                .extracting(Document::state, Document::receivedBy)
                .containsExactly(DocumentState.DONE, "周某");
    }

    @Test
    void an_interview_is_minuted_and_a_closure_is_asked_of_the_government() {
        Item item = rectifying();
        publish(item);
        goTo(item, DEADLINE.plusDays(1));
        goTo(item, LocalDate.of(2020, 8, 4));
        cases.complete(
                item,
                SUPERVISOR,
                "interview",
                Map.of("heldOn", "2020-08-04", "attended", "主任王某", "minutes", "承诺十日内完成"));
        assertThat(text(sign(item, "interview-minutes"))).contains("2020年8月4日", "被约谈人：主任王某", "承诺十日内完成");
        goTo(item, LocalDate.of(2020, 8, 16));
        cases.complete(item, SUPERVISOR, "escalate", Map.of("toUnit", "市安委办", "grounds", "督办期满仍未整改"));
        goTo(item, LocalDate.of(2020, 8, 31));
        cases.complete(
                item,
                LEADER,
                "considerShutdown",
                Map.of("decision", "propose", "penaltiesIn180Days", 3, "penaltiesInYear", 3, "grounds", "处罚后仍不整改"));

        Document report = sign(item, "shutdown-report");

        assertThat(report.recipientName()).isEqualTo("北京市大兴区人民政府");
        assertThat(text(report)).contains("一百八十日内处罚 3 次", "处罚后仍不整改", "妥否，请批示");
        assertThat(report.state()).isEqualTo(DocumentState.TO_SERVE);
    }

    private void served(Document document) {
        work(
                document,
                SUPERVISOR,
                "deliver",
                Map.of("servedHow", "直接送达", "servedOn", LocalDate.now(clock).toString(), "server", "王某"));
    }

    private void announce(Item item) {
        cases.complete(item, SUPERVISOR, "announce", Map.of("place", "区政府网站", "doneOn", TODAY.toString()));
    }

    private void goTo(Item item, LocalDate day) {
        tenOClockOn(day);
        runJobs(item);
    }

    private String number(Item item) {
        return String.valueOf(listing(item).number());
    }

    private List<Long> kinds(Item item, String kind) {
        return jdbc.sql("select id from safecity.document where item_id = :id and kind = :kind")
                .param("id", item.id())
                .param("kind", kind)
                .query(Long.class)
                .list();
    }
}
