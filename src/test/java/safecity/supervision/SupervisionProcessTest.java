package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import safecity.TestItem;
import safecity.Walks;
import safecity.item.DeadlineChange.Cause;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.item.Status;

@Walks("supervision")
class SupervisionProcessTest extends ListingCase {

    @Autowired
    private Deadlines deadlines;

    @Test
    void runs_from_the_proposal_to_the_end_of_the_observation() {
        Item item = listed();
        ProcessInstance process = process(item, "supervision");
        assertThat(listing(item).number()).matches("GP-2020-\\d{3}");
        assertThat(cases.at(item)).contains("prepareAnnouncement", "fileUpward", "filePlan");
        assertThat(cases.told(item)).contains("listed chengguanwei", "listed huangcunzhen");

        publish(item);
        plan(item, "accept");
        accept(item, "passed");
        assertThat(state(item)).isEqualTo(State.DELISTED);
        sign(item, ListingLetters.DELISTING_ANNOUNCEMENT);
        assertThat(form(item, "announceDelisting").get("place")).isEqualTo("区政府网站");
        announceDelisting(item);
        cases.complete(item, SUPERVISOR, "archive", Map.of("note", ""));
        tenOClockOn(TODAY.plusDays(180));
        runJobs(item);
        assertThat(process).isNotEnded();
        tenOClockOn(TODAY.plusDays(181));
        runJobs(item);

        assertThat(process).isEnded().hasPassed("listingClosed");
        assertThat(acts.of(listing(item).id()))
                .extracting(Act::act)
                .containsExactly(Acts.ANNOUNCE, Acts.FILE_UPWARD, Acts.ANNOUNCE_DELISTING, Acts.ARCHIVE);
    }

    @Test
    void ends_where_the_leading_group_refuses() {
        Item item = hazard();
        opened(item);
        ProcessInstance process = process(item, "supervision");
        propose(item);
        judge(item, "MAJOR");

        approve(item, "REFUSED");

        assertThat(process).isEnded().hasPassed("notListed");
    }

    @Test
    void cannot_be_archived_while_something_is_left_nor_delisted_elsewhere_than_it_was_announced() {
        Item item = rectifying();
        accept(item, "passed");

        sign(item, ListingLetters.DELISTING_ANNOUNCEMENT);
        assertRefused(item, "请先办结“发布挂牌公告”", () -> announceDelisting(item));
        signAnnouncement(item);
        cases.complete(item, SUPERVISOR, "announce", Map.of("place", "区政府网站", "doneOn", TODAY.toString()));
        announceDelisting(item);
        assertThat(form(item, "archive").get("undone")).isEqualTo("报市安委办备案");
        assertRefused(item, "还有事项没有办结，不能归档：报市安委办备案", () -> cases.complete(item, SUPERVISOR, "archive", Map.of()));
    }

    @Test
    void goes_on_after_a_refusal_and_is_sanctioned_after_the_second() {
        Item item = rectifying();

        accept(item, "failed");
        assertThat(state(item)).isEqualTo(State.RECTIFYING);
        assertThat(cases.at(item)).contains("requestAcceptance").doesNotContain("sanction");
        assertThat(form(item, "requestAcceptance").get("refusal")).asString().contains("现场核对");
        accept(item, "failed");

        assertRefused(item, "至少勾选一项", () -> cases.complete(item, SUPERVISOR, "sanction", Map.of("note", "已发通报")));
        cases.complete(item, SUPERVISOR, "sanction", Map.of("criticised", true, "creditListed", true, "note", "已发通报"));
        assertThat(acts.last(listing(item).id(), Acts.SANCTION).orElseThrow().detail())
                .isEqualTo("通报批评、列入信用名单：已发通报");
        accept(item, "passed");
        assertThat(state(item)).isEqualTo(State.DELISTED);
    }

    @Test
    void follows_the_items_deadline_when_that_is_extended_and_then_presses_no_more() {
        Item item = rectifying();
        tenOClockOn(DEADLINE.plusDays(1));
        runJobs(item);
        assertThat(state(item)).isEqualTo(State.OVERDUE);
        ProcessInstance pressing = process(item, "listingoverdue");

        transaction.executeWithoutResult(
                status -> deadlines.postpone(cases.now(item), Cause.EXTENSION, 60, "管线迁改", SUPERVISOR));

        LocalDate moved = cases.now(item).approvedDeadline();
        assertThat(moved).isAfter(DEADLINE);
        assertThat(listing(item).deadline()).isEqualTo(moved);
        assertThat(due(item, "requestAcceptance")).isEqualTo(moved.atTime(23, 59, 59));
        assertThat(state(item)).isEqualTo(State.RECTIFYING);
        assertThat(pressing).isEnded();
        tenOClockOn(moved.plusDays(1));
        runJobs(item);
        assertThat(state(item)).as("the timer waits for the new day").isEqualTo(State.OVERDUE);
    }

    @Test
    void ends_by_shutdown() {
        Item item = rectifying();
        publish(item);
        ProcessInstance process = process(item, "supervision");
        tenOClockOn(DEADLINE.plusDays(1));
        runJobs(item);

        engine.getRuntimeService()
                .createMessageCorrelation("shutdownProposed")
                .processInstanceBusinessKey(item.number())
                .correlate();

        assertThat(process).isEnded().hasPassed("endedByShutdown");
    }

    @Test
    void is_forecast_no_documents_besides_those_of_its_listing() throws Exception {
        Item item = hazard();
        assertThat(forecastDocuments(item)).contains("拟制督办函").contains("拟制约谈通知书");

        listed(item);
        plan(item, "accept");
        assertThat(forecastDocuments(item)).contains("超期督办").doesNotContain("拟制");

        accept(item, "passed");
        assertThat(forecastDocuments(item)).contains("拟制督办函");
    }

    @Test
    void is_listed_again_under_a_new_number_when_the_hazard_comes_back() {
        Item item = archived();
        Listing former = listing(item);
        ProcessInstance observed = process(item, "supervision");
        LocalDate again = TODAY.plusDays(60);

        tenOClockOn(TODAY.plusDays(20));
        desk.reportRebound(former, people.require(SUPERVISOR), "管线再次泄漏", again);

        assertThat(observed).isEnded().hasPassed("listedAgain");
        assertThat(listings.find(former.id()).state()).isEqualTo(State.REOPENED);
        Listing anew = listing(item);
        assertThat(anew.reboundOf()).isEqualTo(former.id());
        assertThat(anew.state()).isEqualTo(State.LISTED);
        assertThat(anew.number()).isNotEqualTo(former.number());
        assertThat(anew.deadline()).isEqualTo(again);
        assertThat(cases.at(item)).contains("prepareAnnouncement", "fileUpward", "filePlan");
    }

    @Test
    void opens_the_item_again_if_it_was_closed_meanwhile() {
        Item item = cases.verified(TestItem::major);
        cases.checkOnSite(item, "passed");
        listed(item);
        publish(item);
        plan(item, "accept");
        cases.reassess(item, "effective");
        assertThat(cases.now(item).status()).as("waits for the listing").isEqualTo(Status.VERIFIED);
        accept(item, "passed");
        assertThat(cases.now(item).status()).isEqualTo(Status.CLOSED);
        announceDelisting(item);
        cases.complete(item, SUPERVISOR, "archive", Map.of());

        desk.reportRebound(listing(item), people.require(SUPERVISOR), "管线再次泄漏", TODAY.plusDays(60));

        Item open = cases.now(item);
        assertThat(open.status()).isEqualTo(Status.DISPATCHED);
        assertThat(open.round()).isEqualTo(2);
        assertThat(open.approvedDeadline()).isEqualTo("2020-07-31");
        assertThat(cases.at(item)).contains("signFor", "filePlan");
        assertThat(deadlines.changes(item.id()))
                .extracting(change -> change.cause())
                .containsExactly(Cause.RELISTING);
    }

    private String forecastDocuments(Item item) throws Exception {
        MockHttpServletResponse answer = mvc.perform(
                        get("/items/" + item.number() + "/forecast").with(user(people.require(SUPERVISOR))))
                .andReturn()
                .getResponse();
        return Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8))
                .select("tbody")
                .text();
    }
}
