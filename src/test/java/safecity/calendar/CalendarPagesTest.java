package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import safecity.escalation.RecountNow;
import safecity.item.Item;

/** 工作日历 on the screen: who may do what, what it says, and which tables it refuses. */
class CalendarPagesTest extends CalendarCase {

    @Autowired
    private RecountNow recount;

    @ParameterizedTest
    @ValueSource(strings = {"xitong", "anquan", "shenji", "duban", "lingdao", "chengguanwei", "zhuanjia", "sheji"})
    void everybody_reads_the_year(String login) throws Exception {
        Document page = page("/calendar?year=2020", login);

        assertThat(page.select("h1").text()).isEqualTo("2020 年工作日历");
        assertThat(page.select(".sc-head").text()).contains("全年 249 个工作日");
        assertThat(page.select(".sc-month")).hasSize(12);
        assertThat(page.select("td[title^=2020-09-27]").attr("title")).isEqualTo("2020-09-27 周日 上班 · 国庆节、中秋节");
        assertThat(page.select("td[title^=2020-09-27] b").text()).isEqualTo("班");
        assertThat(page.select("td[title^=2020-10-08] b").text()).isEqualTo("休");
        assertThat(page.select("section td.sc-text").first().text()).contains("content_5454164");
        assertThat(page.select(".sc-menu [aria-current]").text()).isEqualTo("工作日历");
        assertThat(page.select("form[action^=/calendar/]").isEmpty()).isEqualTo(!login.equals(ADMINISTRATOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anquan", "shenji", "duban", "lingdao", "chengguanwei", "zhuanjia", "sheji"})
    void nobody_but_the_system_administrator_changes_it(String login) throws Exception {
        CalendarChange change = proposed(2027, YEAR_2027);
        MockMultipartFile file = new MockMultipartFile("file", YEAR_2027.getBytes());

        assertThat(answer(multipart("/calendar/years").file(file).param("year", "2027"), login)
                        .getStatus())
                .isEqualTo(403);
        assertThat(answer(
                                post("/calendar/days")
                                        .param("year", "2026")
                                        .param("day", "2026-11-23")
                                        .param("kind", "holiday"),
                                login)
                        .getStatus())
                .isEqualTo(403);
        assertThat(answer(post("/calendar/recount"), login).getStatus()).isEqualTo(403);
        for (String act : List.of("confirm", "abandon", "again")) {
            assertThat(answer(post("/calendar/changes/{id}/{act}", change.id(), act), login)
                            .getStatus())
                    .isEqualTo(403);
        }
        assertThat(answer(get("/calendar/changes/{id}", change.id()), login).getStatus())
                .isEqualTo(404);
        assertThat(changes.find(change.id()).orElseThrow().state()).isEqualTo(CalendarChange.State.PROPOSED);
    }

    @Test
    void asks_for_the_next_year_from_november_on() throws Exception {
        tenOClockOn(LocalDate.of(2026, 10, 31));
        assertThat(page("/calendar", "duban").select("main").text()).doesNotContain("还没有录入");

        tenOClockOn(LocalDate.of(2026, 11, 1));
        assertThat(page("/calendar", "duban").select(".sc-note-warn").text()).contains("2027 年的放假安排还没有录入");
        assertThat(page("/calendar?year=2027", "duban").select(".sc-head").text())
                .contains("暂定", "261 个工作日");

        confirm(proposed(2027, YEAR_2027));
        assertThat(page("/calendar", "duban").select(".sc-note-warn")).isEmpty();
        assertThat(page("/calendar?year=2027", "duban").select(".sc-head").text())
                .doesNotContain("暂定");
    }

    @Test
    void shows_what_would_move_and_then_what_moved() throws Exception {
        tenOClockOn(LocalDate.of(2027, 2, 1));
        Item item = cases.underWay(wish -> wish.dueInWorkingDays(20, workingDays));
        cases.claimed(item, CLERK, "carryOut");
        recount.of(item);
        CalendarChange change = proposed(2027, YEAR_2027);
        String url = "/calendar/changes/" + change.id();

        Document preview = page(url, ADMINISTRATOR);
        assertThat(preview.select("tr:has(th:containsOwn(%s)), tr:has(span:containsOwn(%s))"
                                .formatted(item.number(), item.number()))
                        .text())
                .contains("整改时限", "2027-03-01 暂定 2027-03-05", "到档提醒", "2027-02-18 08:30 2027-02-24 08:30");
        assertThat(preview.select("button").eachText()).contains("确认调整", "重新预览", "放弃");

        assertThat(redirect(post(url + "/confirm"))).isEqualTo(url);

        Document record = page(url, "duban");
        assertThat(record.select("a[href=/items/%s]".formatted(item.number()))).isNotEmpty();
        assertThat(record.select("main button")).isEmpty();
        assertThat(page("/calendar", "chengguanwei")
                        .select("section tr:has(td:contains(录入 2027 年放假安排))")
                        .text())
                .contains("系统管理员");
        assertThat(answer(get(url), "chengguanwei").getStatus()).isEqualTo(404);
    }

    @Test
    void proposes_nothing_where_nothing_would_change() throws Exception {
        confirm(proposed(2027, YEAR_2027));

        assertThat(upload(2027, YEAR_2027)).isEqualTo("/calendar?year=2027");
    }

    @ParameterizedTest
    @CsvSource({
        "'2027-02-22,feiertag,春节,通知', 第 10 行：类别“feiertag”应为 holiday（休）或 workday（班）",
        "'2027-02-17,holiday,春节,通知', 第 10 行：日期 2027-02-17 与第 5 行重复",
        "'2026-02-17,holiday,春节,通知', 第 10 行：日期 2026-02-17 不在 2027 年",
        "'2027-02-22,workday,春节,通知', 第 10 行：2027-02-22 本来就是工作日",
        "'2027-02-30,holiday,春节,通知', 第 10 行：日期“2027-02-30”应写成",
        "'2027-05-01,holiday,劳动节,', 第 10 行：来源应为",
        "'2027-05-01,holiday,,通知', 第 10 行：名称应为",
        "'2027-05-01,holiday,=SUM(A1),通知', 第 10 行：名称和来源不能以 = + - @ 开头",
        "'2027-05-01,holiday,\t+劳动节,通知', 第 10 行：名称和来源不能以 = + - @ 开头",
        "'2027-05-01,holiday,劳动节,@通知', 第 10 行：名称和来源不能以 = + - @ 开头",
        "'2027-05-01,holiday,劳动节', 第 10 行：列数与第 1 行不同"
    })
    void refuses_a_row_with_its_line_and_what_is_wrong(String row, String complaint) {
        HolidayTable.Read read = HolidayTable.read(2027, (YEAR_2027 + row + "\n").getBytes());

        assertThat(read.complaints()).hasSize(1).first().asString().startsWith(complaint);
    }

    @Test
    void names_every_mistake_at_once_and_refuses_what_is_no_year() throws Exception {
        assertThat(HolidayTable.read(2027, "date,kind,name,source\n2027-1-1,x,,\n".getBytes())
                        .complaints())
                .hasSize(4);
        assertThat(HolidayTable.read(2027, "day,kind\n".getBytes()).complaints())
                .first()
                .asString()
                .contains("缺少列“date”");
        assertThat(HolidayTable.read(2027, "date,kind,name,source\n".getBytes()).complaints())
                .first()
                .asString()
                .contains("没有一天");
        assertThat(HolidayTable.read(2027, "date,kind,name,source\n2027-01-01,holiday,元旦,通知\n".getBytes())
                        .complaints())
                .first()
                .asString()
                .contains("缺少 2027-10-01（国庆节）");
        assertThat(HolidayTable.read(2027, new byte[300_000]).complaints())
                .first()
                .asString()
                .contains("文件太大");
        assertThat(upload(2027, new byte[] {'P', 'K', 3, 4})).isEqualTo("/calendar?year=2027");
        assertThat(upload(2027, new byte[0])).isEqualTo("/calendar?year=2027");
    }

    @Test
    void takes_a_holiday_on_a_weekend_and_a_table_as_excel_saves_it() {
        String table = YEAR_2027.replace("2027-02-21,workday", "2027/2/20,休").replace("\n", "\r\n");

        HolidayTable.Read read = HolidayTable.read(2027, table.getBytes(Charset.forName("GB18030")));

        assertThat(read.complaints()).isEmpty();
        assertThat(read.days()).contains(new Holiday(day("2027-02-20"), false, "春节", SOURCE));
    }

    @Test
    void gives_a_year_as_a_table_that_can_be_read_again() throws Exception {
        byte[] table = answer(get("/calendar/2026.csv"), "duban").getContentAsByteArray();

        assertThat(HolidayTable.read(2026, table).days()).isEqualTo(holidays.of(2026));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, workday, 演练, 通知",
        "2026-11-23, holiday, 演练, ''",
        "2026-11-23, holiday, -演练, 通知",
        "2026-10-01, none, '', ''",
        "2026-10-01, workday, 国庆节, 通知",
        "'', holiday, 演练, 通知",
        "2026-11-23, none, '', ''"
    })
    void refuses_a_single_day_that_makes_no_sense(String day, String kind, String name, String source)
            throws Exception {
        assertThat(redirect(post("/calendar/days")
                        .param("year", "2026")
                        .param("day", day)
                        .param("kind", kind)
                        .param("name", name)
                        .param("source", source)))
                .isEqualTo("/calendar?year=2026");
    }
}
