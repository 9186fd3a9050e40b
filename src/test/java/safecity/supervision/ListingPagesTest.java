package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.TestItem;
import safecity.engine.DueDate;
import safecity.extension.ExtensionSteps;
import safecity.item.Item;

/** The board, the card, and who finds them. */
class ListingPagesTest extends ListingCase {

    @Autowired
    private ExtensionSteps extensions;

    @Autowired
    private Timetable timetable;

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String login) throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        request.with(user(people.require(login))).with(csrf()))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return response;
    }

    private Document page(String url, String login) throws Exception {
        MockHttpServletResponse response = answer(get(url), login);
        assertThat(response.getStatus()).isEqualTo(200);
        return Jsoup.parse(response.getContentAsString());
    }

    private static String columnOf(Document board, String number) {
        Element card = board.select(".sc-card:has(a:containsOwn(%s))".formatted(number))
                .first();
        return card == null
                ? ""
                : Objects.requireNonNull(card.closest("section"))
                        .select("h2 span")
                        .text();
    }

    @Test
    void shows_each_listing_in_the_column_of_its_state_with_what_is_due_next() throws Exception {
        Item item = rectifying();
        String number = Objects.requireNonNull(listing(item).number());

        Document board = page("/listings", SUPERVISOR);

        assertThat(columnOf(board, number)).isEqualTo("整改中");
        assertThat(board.select(".sc-card:has(a:containsOwn(%s))".formatted(number))
                        .text())
                .contains("报市安委办备案", "2020-06-04", "整改期限 2020-07-31");
        assertThat(columnOf(page("/listings", CLERK), number)).isEqualTo("整改中");
        assertThat(columnOf(page("/listings", OTHER_CLERK), number)).isEmpty();
        assertThat(page("/listings/ledger", SUPERVISOR)
                        .select("tr:contains(%s)".formatted(number))
                        .text())
                .contains("区城管委", "黄村镇", "2020-07-31");
    }

    @Test
    void shows_on_the_card_timetable_measures_plan_reports_and_opinions() throws Exception {
        Item item = rectifying();
        accept(item, "failed");
        String number = Objects.requireNonNull(listing(item).number());

        Document card = page("/listings/" + number, CLERK);

        assertThat(card.select("#timetable tr:contains(报送整改方案)").text()).contains("2020-06-15", "已完成", "湖北省");
        assertThat(card.select("#timetable tr:contains(发布挂牌公告)").text()).contains("2020-06-08", "到期前", "青岛市");
        assertThat(card.select("#proposal").text()).contains("停产停业", "设置警示标志", "黄村镇安全科");
        assertThat(card.select("#plan").text()).contains("更换管线", "已通过");
        assertThat(card.select("#acceptance").text()).contains("督办员甲", "专家乙", "不合格");
        assertThat(card.select("#acceptance form")).isNotEmpty();
        assertThat(page("/listings/" + number, SUPERVISOR).select("#acceptance form"))
                .isEmpty();
        tenOClockOn(TODAY.plusDays(8));
        assertThat(page("/listings/" + number, CLERK)
                        .select("#timetable tr:contains(发布挂牌公告)")
                        .text())
                .contains("超期");
    }

    @Test
    void gives_the_ledger_as_a_workbook_with_what_the_viewer_may_see() throws Exception {
        Item item = rectifying();
        String number = Objects.requireNonNull(listing(item).number());

        assertThat(rows(SUPERVISOR))
                .filteredOn(row -> row.startsWith(number + "|"))
                .singleElement()
                .asString()
                .contains(item.number(), "区级|整改中|区城管委|黄村镇|2020-06-01|2020-07-31");
        assertThat(rows(OTHER_CLERK)).noneMatch(row -> row.startsWith(number));
        assertThat(answer(get("/listings/ledger.xlsx"), "xitong").getStatus()).isEqualTo(404);
    }

    private List<String> rows(String login) throws Exception {
        byte[] file = answer(get("/listings/ledger.xlsx"), login).getContentAsByteArray();
        List<String> rows = new ArrayList<>();
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(file))) {
            for (Row row : book.getSheetAt(0)) {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(new DataFormatter().formatCellValue(cell)));
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }

    @Test
    void is_not_found_by_a_unit_that_does_not_take_part() throws Exception {
        Item item = rectifying();
        long id = listing(item).id();

        for (String url : List.of("/listings/" + listing(item).number(), "/listings/" + id)) {
            assertThat(answer(get(url), OTHER_CLERK).getStatus()).isEqualTo(404);
        }
        assertThat(answer(get("/listings/GP-2020-999999"), SUPERVISOR).getStatus())
                .isEqualTo(404);
        assertThat(answer(get("/listings"), "xitong").getStatus()).isEqualTo(404);
        assertThat(answer(get("/items/" + item.number() + "/listing"), OTHER_CLERK)
                        .getStatus())
                .isEqualTo(404);
        assertThat(answer(post("/items/" + item.number() + "/listing"), OTHER_CLERK)
                        .getStatus())
                .isEqualTo(404);
        assertThat(answer(post("/listings/" + id + "/objection").param("grounds", "不服"), OTHER_CLERK)
                        .getStatus())
                .isEqualTo(404);
        assertThat(answer(post("/listings/" + id + "/rebound").param("finding", "反弹"), OTHER_CLERK)
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void may_be_given_more_time_until_the_day_of_its_timetable() throws Exception {
        Item item = cases.underWay(TestItem::major);
        String url = "/items/" + item.number() + "/extensions";
        assertThat(page(url, CLERK).text()).doesNotContain("2020-07-03");

        listed(item);

        assertThat(dueDay(item, "askExtension")).isEqualTo("2020-07-03");
        jdbc.sql("update safecity.item set approved_deadline = date '2020-07-31' where id = :id")
                .param("id", item.id())
                .update();
        assertThat(page(url, CLERK).text()).contains("可申请延期至 2020-07-03（含当日）");
        tenOClockOn(LocalDate.of(2020, 7, 4));
        assertThat(page(url, CLERK).text()).contains("申请延期的最后一天是 2020-07-03（挂牌督办时间表），已过");
    }

    @Test
    void has_a_request_for_more_time_decided_within_the_days_of_its_timetable() {
        Item item = cases.underWay(TestItem::major);
        listed(item);
        jdbc.sql("update safecity.item set grade = 'ORDINARY' where id = :id")
                .param("id", item.id())
                .update(); // so that the rule of the items would give other days

        DueDate due = extensions.decideBy(item.id());

        assertThat(LocalDate.ofInstant(due.toInstant(), SHANGHAI))
                .isEqualTo(timetable
                        .due(Level.DISTRICT, "decideExtension", LocalDate.now(clock))
                        .day());
    }

    @Test
    void begins_a_proposal_from_the_items_page_and_leads_to_its_task() throws Exception {
        Item item = hazard();
        assertThat(page("/items/" + item.number(), LOCAL_CLERK)
                        .select("#listing [hx-get]")
                        .attr("hx-get"))
                .isEqualTo("/items/" + item.number() + "/listing");
        assertThat(page("/items/" + item.number() + "/listing", LOCAL_CLERK)
                        .select("button")
                        .text())
                .isEqualTo("拟挂牌");
        assertThat(page("/items/" + item.number() + "/listing", LOCAL_CLERK).select("form input[name=_csrf]"))
                .hasSize(1);

        MockHttpServletResponse begun = answer(post("/items/" + item.number() + "/listing"), LOCAL_CLERK);

        assertThat(begun.getRedirectedUrl())
                .isEqualTo("/camunda/app/tasklist/default/#/?task="
                        + cases.step(item, "propose").taskId());
        Document again = page("/items/" + item.number() + "/listing", LOCAL_CLERK);
        assertThat(again.select("button")).isEmpty();
        assertThat(again.text()).contains("待核实");
    }

    @Test
    void takes_an_objection_from_the_unit_and_a_rebound_from_the_office_with_clear_refusals() throws Exception {
        Item item = rectifying();
        accept(item, "failed");
        String at = "/listings/" + listing(item).id();

        answer(post(at + "/objection").param("grounds", " "), CLERK);
        assertThat(cases.at(item)).doesNotContain("review");
        answer(post(at + "/objection").param("grounds", "试压报告未被采信"), CLERK);
        assertThat(cases.at(item)).contains("review");
        answer(post(at + "/rebound").param("finding", "泄漏").param("deadline", "2020-09-01"), SUPERVISOR);
        assertThat(listings.of(item.id())).as("it was not delisted").hasSize(1);

        Item closed = archived();
        MockHttpServletResponse relisted = answer(
                post("/listings/" + listing(closed).id() + "/rebound")
                        .param("finding", "泄漏")
                        .param("deadline", "2020-09-01"),
                SUPERVISOR);
        assertThat(relisted.getRedirectedUrl())
                .isEqualTo("/listings/" + listing(closed).id());
        assertThat(listings.of(closed.id())).hasSize(2);
        assertThat(page("/listings/" + listing(closed).id(), SUPERVISOR).text()).contains("反弹重挂");
    }
}
