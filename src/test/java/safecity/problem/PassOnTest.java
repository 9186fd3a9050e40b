package safecity.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.LOCALITY;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.OTHER_UNIT;
import static safecity.Cases.SUPERVISOR;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import safecity.CaseTest;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Status;
import safecity.item.Verifier;

/** 转办: which items the office may give to another unit, what the process does with them, and the pages. */
class PassOnTest extends CaseTest {

    @Autowired
    private People people;

    @Autowired
    private PassOn passOn;

    @Autowired
    private ItemLog log;

    @Test
    void opens_the_signature_anew_for_the_new_unit_which_reads_why_and_may_hand_back() {
        Item item = cases.dispatched(wish -> wish);
        cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack", "reason", "不属于我委"));
        cases.complete(item, SUPERVISOR, "decideHandingBack", Map.of("decision", "uphold", "opinion", "属于城管委"));
        cases.claimed(item, CLERK, "signFor");
        tenOClockOn(TODAY.plusDays(2));

        pass(item, OTHER_UNIT);

        assertThat(process(item, "problem")).isWaitingAtExactly("signFor").hasPassed("passedOn", "passOn");
        assertThat(cases.at(item)).containsExactly("signFor");
        assertThat(cases.step(item, "signFor")).extracting("unit", "assignee").containsExactly(OTHER_UNIT, null);
        assertThat(due(item, "signFor")).isEqualTo("2020-06-10T23:59:59");
        assertThat(form(item, "signFor").get("ruling")).asString().contains("由区城管委转办", "由消防牵头");
        assertThat(cases.now(item))
                .extracting(Item::leadUnit, Item::status, Item::approvedDeadline)
                .containsExactly(OTHER_UNIT, Status.DISPATCHED, item.approvedDeadline());
        assertThat(log.of(item.id()).get(0))
                .extracting(ItemLog.Entry::act, ItemLog.Entry::detail, ItemLog.Entry::actorName)
                .containsExactly("转办", "由区城管委改由区消防支队承办：由消防牵头", "督办员甲");
        cases.complete(item, OTHER_CLERK, "signFor", Map.of("decision", "handBack", "reason", "不属于消防"));
        assertThat(cases.at(item)).containsExactly("decideHandingBack");
    }

    @Test
    void lets_the_office_verify_what_is_passed_on_to_the_locality() {
        Item item = cases.dispatched(wish -> wish);

        pass(item, LOCALITY);

        assertThat(cases.now(item).verifier()).isEqualTo(Verifier.OFFICE);
    }

    @Test
    void refuses_what_is_signed_for_handed_back_closed_asked_about_or_its_own_already() {
        Item signed = cases.signedFor(wish -> wish);
        Item handedBack = cases.dispatched(wish -> wish);
        cases.complete(handedBack, CLERK, "signFor", Map.of("decision", "handBack", "reason", "不属于我委"));
        Item own = cases.dispatched(wish -> wish);
        Item asked = cases.dispatched(wish -> wish);
        jdbc.sql("""
                insert into safecity.extension (item_id, state, unit, started_by, started_at)
                values (:id, 'DRAFT', :unit, 'chengguanwei', now())""").param("id", asked.id()).param("unit", LEAD).update();

        assertRefused(signed, "区城管委已签收，不能转办", () -> pass(signed, OTHER_UNIT));
        assertRefused(handedBack, "已退回待裁定", () -> pass(handedBack, OTHER_UNIT));
        assertRefused(own, "已由区城管委承办", () -> pass(own, LEAD));
        assertRefused(own, "请选择转办单位", () -> pass(own, "qu-chuang-an-ban"));
        assertRefused(asked, "延期或挂账申请尚未办结", () -> pass(asked, OTHER_UNIT));
    }

    @Test
    void changes_nothing_where_the_process_does_not_wait_for_it() {
        Item withoutProcess = cases.registered(wish -> wish);

        assertRefused(withoutProcess, "当前环节不接受这项操作", () -> pass(withoutProcess, OTHER_UNIT));

        assertThat(jdbc.sql("select count(*) from safecity.passing_on where item_id = :id")
                        .param("id", withoutProcess.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void lets_one_of_two_supervisors_at_once_pass_it_on_to_the_same_unit() throws Exception {
        Item item = cases.dispatched(wish -> wish);
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<String> answers = new ArrayList<>();
        try {
            Callable<String> pass = () -> {
                try {
                    return pass(item, OTHER_UNIT);
                } catch (Refused refused) {
                    return refused.getMessage();
                }
            };
            for (Future<String> answer : two.invokeAll(List.of(pass, pass))) {
                answers.add(answer.get());
            }
        } finally {
            two.shutdown();
        }

        assertThat(answers).containsExactlyInAnyOrder("已由区城管委转办区消防支队，重新签收", "已由区消防支队承办，请选择其他单位");
        assertThat(cases.at(item)).containsExactly("signFor");
        assertThat(log.of(item.id()))
                .filteredOn(entry -> entry.act().equals("转办"))
                .hasSize(1);
    }

    @Test
    void previews_each_chosen_item_then_passes_on_those_that_may_be_and_says_what_became_of_each() throws Exception {
        Item open = cases.dispatched(wish -> wish);
        Item signedMeanwhile = cases.dispatched(wish -> wish);
        Item signed = cases.signedFor(wish -> wish);

        Document preview = page("/pass-on?item=%s&item=%s&item=%s&item=WT-1999-00001&back=/items?view=open"
                .formatted(open.number(), signedMeanwhile.number(), signed.number()));

        assertThat(preview.select("tbody tr").eachText())
                .satisfiesExactly(
                        row -> assertThat(row).contains(open.number(), "✓将要转办", "现由区城管委承办"),
                        row -> assertThat(row).contains(signedMeanwhile.number(), "✓将要转办"),
                        row -> assertThat(row).contains(signed.number(), "✖不能转办", "已签收"),
                        row -> assertThat(row).contains("WT-1999-00001", "没有这个问题"));
        assertThat(preview.select("form[action=/pass-on] input[name=item]").eachAttr("value"))
                .as("all, so that the server says of each what became of it")
                .containsExactly(open.number(), signedMeanwhile.number(), signed.number(), "WT-1999-00001");

        cases.complete(signedMeanwhile, CLERK, "signFor", Map.of("decision", "signFor"));
        MvcResult done = send(SUPERVISOR, OTHER_UNIT, "由消防牵头", open, signedMeanwhile);
        Document result =
                Jsoup.parse(mvc.perform(get(URI.create(done.getResponse().getRedirectedUrl()))
                                .flashAttrs(Map.copyOf(done.getFlashMap()))
                                .with(user(people.require(SUPERVISOR))))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));

        assertThat(result.select("[role=status]").text()).isEqualTo("已转办 1 件，未转办 1 件。");
        assertThat(result.select("tbody tr").get(1).text()).contains("✖未转办", "区城管委已签收");
        assertThat(page("/bulk/done").text()).contains("结果只显示一次");
        assertThat(cases.step(open, "signFor").unit()).isEqualTo(OTHER_UNIT);
        assertThat(page("/items?q=" + open.number())
                        .select("#bulk [formaction]")
                        .eachAttr("formaction"))
                .containsExactly("/pass-on", "/check-orders", "/items/exports/chosen");
    }

    @Test
    void asks_for_a_unit_and_a_reason_and_keeps_what_was_said() throws Exception {
        Item item = cases.dispatched(wish -> wish);

        MvcResult withoutUnit = send(SUPERVISOR, "", "由消防牵头", item);
        MvcResult withoutReason = send(SUPERVISOR, OTHER_UNIT, " ", item);

        assertThat(withoutUnit.getFlashMap().get("reason")).isEqualTo("由消防牵头");
        assertThat(String.valueOf(withoutUnit.getFlashMap().get("complaint"))).contains("请选择转办单位");
        assertThat(String.valueOf(withoutReason.getFlashMap().get("complaint"))).contains("请填写转办理由");
        assertThat(withoutReason.getResponse().getRedirectedUrl())
                .contains("item=" + item.number(), "unit=" + OTHER_UNIT);
        assertThat(cases.step(item, "signFor").unit()).isEqualTo(LEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {CLERK, "chengguanwei-head", "lingdao", "xitong", "shenji"})
    void lets_nobody_else_pass_on(String login) throws Exception {
        Item item = cases.dispatched(wish -> wish);

        assertThat(send(login, OTHER_UNIT, "由消防牵头", item).getResponse().getStatus())
                .isEqualTo(404);
        assertThat(mvc.perform(get("/pass-on").param("item", item.number()).with(user(people.require(login))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        assertThat(cases.step(item, "signFor").unit()).isEqualTo(LEAD);
    }

    private String pass(Item item, String unit) {
        return passOn.passOn(item.number(), unit, "由消防牵头", people.require(SUPERVISOR));
    }

    private MvcResult send(String login, String unit, String reason, Item... items) throws Exception {
        var request =
                post("/pass-on").param("unit", unit).param("reason", reason).with(csrf());
        for (Item item : items) {
            request.param("item", item.number());
        }
        return mvc.perform(request.with(user(people.require(login)))).andReturn();
    }

    private Document page(String url) throws Exception {
        return Jsoup.parse(mvc.perform(get(URI.create(url)).with(user(people.require(SUPERVISOR))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }
}
