package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.CaseTest;
import safecity.Cases;
import safecity.calendar.Deadline;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.ItemLog;

/** What is said to fire is what fires, and a changed table says beforehand what it will do. */
class ForecastTest extends CaseTest {

    @Autowired
    private Forecast forecast;

    @Autowired
    private Recount recount;

    @Autowired
    private ItemLog timeline;

    @Autowired
    private People people;

    @Test
    void what_is_forecast_is_what_fires_at_that_minute_and_nothing_else() {
        Item item = cases.underWay(wishes -> wishes);
        transaction.executeWithoutResult(status -> recount.count(item.number()));
        List<Prospect> forecasted = forecast.of(item, people.require("duban"));
        int before = timeline.of(item.id()).size();

        for (Prospect each : forecasted) {
            itIs(each.at().minusSeconds(1));
            runJobs(item);
            int silent = timeline.of(item.id()).size();
            itIs(each.at());
            runJobs(item);
            assertThat(timeline.of(item.id()).size())
                    .as("%s %s", each.at(), each.act())
                    .isGreaterThan(silent);
        }

        List<ItemLog.Entry> entries = timeline.of(item.id()).stream()
                .limit(timeline.of(item.id()).size() - before)
                .filter(entry -> entry.actorName().equals(ItemLog.SYSTEM))
                .filter(entry -> !entry.detail().contains("签发"))
                .sorted((one, other) -> one.seq() - other.seq())
                .toList();
        List<String> acts = forecasted.stream().map(Prospect::act).toList();
        assertThat(entries.stream().map(ItemLog.Entry::act).filter(acts::contains))
                .containsExactlyElementsOf(acts);
        assertThat(entries.stream().filter(entry -> acts.contains(entry.act())).map(ItemLog.Entry::at))
                .containsExactlyElementsOf(forecasted.stream().map(Prospect::at).toList());
        assertThat(forecasted.stream().map(Prospect::document).filter(name -> !name.isEmpty()))
                .contains("督办函", "约谈通知书");
        assertThat(forecast.of(item, people.require("duban")))
                .extracting(Prospect::about)
                .as("what came since")
                .containsOnly("签发文书");
    }

    @Test
    void leaves_out_holidays_and_weekends() {
        tenOClockOn(LocalDate.of(2020, 9, 1));
        Item item = cases.underWay(wishes -> wishes.due(new Deadline(LocalDate.of(2020, 9, 30), false)));

        assertThat(forecast.of(item, people.require("duban")).stream()
                        .map(Prospect::at)
                        .map(ForecastTest::day))
                .noneMatch(day -> !day.isBefore(LocalDate.of(2020, 10, 1)) && !day.isAfter(LocalDate.of(2020, 10, 8)))
                .contains(LocalDate.of(2020, 10, 9));
    }

    @Test
    void the_page_says_whom_and_when_to_those_who_may_see_the_item_only() throws Exception {
        Item item = cases.underWay(wishes -> wishes);
        String url = "/items/" + item.number() + "/forecast";

        Document page = Jsoup.parse(answer(get(url), Cases.CLERK).getContentAsString(StandardCharsets.UTF_8));

        assertThat(page.select("tbody tr"))
                .hasSize(forecast.of(item, people.require("duban")).size());
        assertThat(page.select("tbody").text()).contains("区城管委负责人", "拟制督办函，经签发后发出", "08:30");
        assertThat(answer(get(url), Cases.OTHER_CLERK).getStatus()).isEqualTo(404);
    }

    @Test
    void is_silent_while_the_clock_stands_still() {
        Item item = cases.underWay(wishes -> wishes);
        jdbc.sql("update safecity.item set paused_on = :day where id = :id")
                .param("day", TODAY)
                .param("id", item.id())
                .update();

        assertThat(forecast.of(cases.now(item), people.require("duban"))).isEmpty();
    }

    @Test
    void a_changed_table_says_for_each_open_item_what_fires_no_longer_and_what_instead() throws Exception {
        Item item = cases.underWay(wishes -> wishes);
        String changed = table("escalation")
                .replace(
                        "<outputEntry id=\"seventhDayOverdueValue\"><text>-7",
                        "<outputEntry id=\"seventhDayOverdueValue\"><text>-8");

        Document page = trial("sheji", "escalation.dmn", changed, item.number());

        Element row = page.select("tbody tr").stream()
                .filter(each -> each.text().contains(item.number()))
                .findFirst()
                .orElseThrow();
        Instant seventh = forecast.of(item, people.require("duban")).stream()
                .filter(each -> each.document().equals("约谈通知书"))
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(row.select("[data-label=不再发生]").text()).contains(day(seventh).toString(), "拟制约谈通知书");
        assertThat(row.select("[data-label=改为发生]").text())
                .contains("拟制约谈通知书")
                .doesNotContain(day(seventh).toString());
        assertThat(page.select("a[href*=" + item.number() + "]"))
                .as("designers see no content")
                .isEmpty();
        assertThat(page.text()).contains("试算不改变任何东西");
    }

    @Test
    void an_unchanged_table_changes_nothing() throws Exception {
        cases.underWay(wishes -> wishes);

        assertThat(trial("duban", "escalation.dmn", table("escalation")).text()).contains("其中 0 条将要发生的事有变化");
        assertThat(trial("duban", "taskwatch (1).dmn", table("taskwatch")).text())
                .contains("其中 0 条将要发生的事有变化");
    }

    @Test
    void a_table_that_cannot_be_understood_is_told_so_with_what_to_mend() throws Exception {
        cases.underWay(wishes -> wishes);
        String whole = table("escalation");

        assertThat(complaint("escalation.dmn", "<definitions")).contains("不是有效的 DMN");
        assertThat(complaint("escalation.dmn", table("taskwatch"))).contains("escalation");
        assertThat(complaint("triage.dmn", table("triage"))).contains("不是升级规则");
        assertThat(complaint("escalation.dmn", whole.replace("\"LEAD_CLERKS\"", "\"EVERYBODY\"")))
                .contains("EVERYBODY");
        assertThat(complaint("escalation.dmn", whole.replace("\"08:30\"", "\"half past eight\"")))
                .contains("08:30");
        assertThat(complaint(
                        "escalation.dmn",
                        whole.replace("\"WORKING\"</text></outputEntry>", "\"WEEKS\"</text></outputEntry>")))
                .contains("WEEKS");
        assertThat(complaint(
                        "escalation.dmn",
                        whole.replace(
                                "\"supervision-letter\"</text></outputEntry>", "\"love-letter\"</text></outputEntry>")))
                .contains("love-letter");
        assertThat(complaint("", "")).contains("请先选择");
    }

    @Test
    void table_that_would_count_without_end_is_refused_with_its_row() throws Exception {
        String endless =
                table("escalation").replaceFirst("<text>-3</text>", "<text>for x in 1..999999999 return x</text>");

        assertThat(complaint("escalation.dmn", endless)).contains("行的单元格“for x in", "只能填值、比较、区间和列表");
        assertThat(complaint("escalation.dmn", table("escalation") + " ".repeat(1 << 20)))
                .contains("超过 1 MB");
    }

    @Test
    void units_do_not_try_tables() throws Exception {
        assertThat(answer(get("/ladder"), Cases.CLERK).getStatus()).isEqualTo(404);
        assertThat(answer(get("/ladder"), "sheji").getStatus()).isEqualTo(200);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, SHANGHAI);
    }

    private static String table(String name) throws IOException {
        return Files.readString(Path.of("processes", name + ".dmn"));
    }

    private String complaint(String fileName, String content) throws Exception {
        return trial("sheji", fileName, content).select("[role=alert]").text();
    }

    private Document trial(String login, String fileName, String content) throws Exception {
        return trial(login, fileName, content, "");
    }

    private Document trial(String login, String fileName, String content, String number) throws Exception {
        MockMultipartFile file = new MockMultipartFile(
                "file", fileName, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
        return Jsoup.parse(answer(multipart("/ladder").file(file).param("number", number), login)
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String login) throws Exception {
        return mvc.perform(request.with(user(people.require(login))).with(csrf()))
                .andReturn()
                .getResponse();
    }
}
