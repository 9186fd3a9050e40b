package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages of the audit administrator. */
class AuditPagesTest extends AuditCase {

    private final String mark = "X" + UUID.randomUUID().toString().substring(0, 8);

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String login) throws Exception {
        return mvc.perform(request.with(user(person(login)))).andReturn().getResponse();
    }

    private Document page(String url) throws Exception {
        MockHttpServletResponse answer = answer(get(URI.create(url)), AUDITOR);
        assertThat(answer.getStatus()).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    private static List<String> objects(Document page) {
        return page.select("tbody td[data-label=对象]").eachText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"duban", "chengguanwei", "lingdao", "zhuanjia", "sheji", "xitong", "anquan"})
    void exist_for_the_audit_administrator_alone(String login) throws Exception {
        audit.record(null, "测试", mark, "");
        for (String url : List.of("/audit", "/audit/" + chain.end().seq(), "/audit/export.xlsx")) {
            assertThat(answer(get(url), login).getStatus()).as(url).isEqualTo(404);
            assertThat(answer(get(url), AUDITOR).getStatus()).as(url).isEqualTo(200);
        }
        assertThat(answer(post("/audit/verify").with(csrf()), login).getStatus())
                .isEqualTo(404);
        Draft denied = since(chain.end().seq() - 1).get(0).draft();
        assertThat(denied.login()).isEqualTo(login);
        assertThat(denied.outcome()).isEqualTo(Outcome.DENIED);
    }

    @Test
    void filter_by_day_person_act_outcome_and_object() throws Exception {
        itIs(LocalDate.of(2019, 3, 4), LocalTime.of(0, 0));
        audit.record(person("duban"), "催办" + mark, mark + "-1", "");
        itIs(LocalDate.of(2019, 3, 4), LocalTime.of(23, 59, 59));
        audit.record(person("chengguanwei"), "签收", mark + "-2", "");
        itIs(LocalDate.of(2019, 3, 5), LocalTime.of(0, 0));
        audit.denied(person("chengguanwei"), "越权访问", mark + "_3", "");

        assertThat(objects(page("/audit?object=" + mark))).containsExactly(mark + "_3", mark + "-2", mark + "-1");
        assertThat(objects(page("/audit?object=" + mark + "&from=2019-03-05"))).containsExactly(mark + "_3");
        assertThat(objects(page("/audit?object=" + mark + "&until=2019-03-04")))
                .containsExactly(mark + "-2", mark + "-1");
        assertThat(objects(page("/audit?object=" + mark + "&person=duban"))).containsExactly(mark + "-1");
        assertThat(objects(page("/audit?object=" + mark + "&person=" + encoded("城管委"))))
                .containsExactly(mark + "_3", mark + "-2");
        assertThat(objects(page("/audit?act=" + encoded("催办" + mark)))).containsExactly(mark + "-1");
        assertThat(objects(page("/audit?object=" + mark + "&outcome=DENIED"))).containsExactly(mark + "_3");
        assertThat(objects(page("/audit?object=" + mark + "_"))).containsExactly(mark + "_3");
        assertThat(objects(page("/audit?object=" + mark + "&from=nonsense&outcome=X&before=-1")))
                .hasSize(3);
        Document none = page("/audit?object=" + mark + "&person=nobody");
        assertThat(none.select(".sc-empty").text()).contains("没有符合条件的记录");
        assertThat(none.select("select[name=act] option").eachText()).contains("催办" + mark, "签收", "越权访问");
    }

    @Test
    void turn_over_from_the_newest_to_the_oldest_without_missing_one() throws Exception {
        for (int i = 0; i < 120; i++) {
            int number = i;
            audit.record(null, "测试", mark + "-" + number, "");
        }

        List<String> seen = new ArrayList<>();
        String url = "/audit?object=" + mark;
        while (!url.isEmpty()) {
            Document page = page(url);
            seen.addAll(objects(page));
            audit.record(null, "测试", mark + "-later", "");
            url = page.select(".sc-pager a[rel=next]").attr("href");
        }
        assertThat(seen).hasSize(120).startsWith(mark + "-119").endsWith(mark + "-0");
        assertThat(new HashSet<>(seen)).hasSize(120);
    }

    @Test
    void show_an_entry_with_its_seal() throws Exception {
        audit.record(person("duban"), "催办", mark, "<script>alert(1)</script> 前 → 后");
        Entry entry = since(chain.end().seq() - 1).get(0);

        Document page = page("/audit/" + entry.seq());

        assertThat(page.select("h1").text()).contains("第 %d 条".formatted(entry.seq()), "催办");
        assertThat(page.select(".sc-facts").text())
                .contains("督办员", "duban", "创安办督办员", "区创安办", "2020-06-01 10:00:00.000000", "成功")
                .contains("<script>alert(1)</script> 前 → 后", entry.hash(), entry.previousHash());
        assertThat(page.select("main script")).isEmpty();
        assertThat(page.select(".sc-note-bad")).isEmpty();
        assertThat(answer(get("/audit/999999999999"), AUDITOR).getStatus()).isEqualTo(404);
    }

    @Test
    void hand_out_what_the_filter_shows_and_record_it() throws Exception {
        audit.record(person("duban"), "催办", mark + "-1", "=HYPERLINK(\"x\")");
        audit.denied(person("duban"), "越权访问", mark + "-2", "");
        long before = chain.end().seq();

        MockHttpServletResponse answer = answer(get("/audit/export.xlsx?object=" + mark), AUDITOR);

        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(answer.getContentAsByteArray()))) {
            Sheet sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).contains("对象 " + mark);
            Row latest = sheet.getRow(4);
            Row oldest = sheet.getRow(5);
            assertThat(latest.getCell(10).getStringCellValue()).isEqualTo("被拒");
            assertThat(oldest.getCell(11).getStringCellValue()).isEqualTo("=HYPERLINK(\"x\")");
            assertThat(oldest.getCell(14).getStringCellValue()).hasSize(64);
            assertThat(sheet.getRow(6)).isNull();
        }
        Draft export = since(before).get(0).draft();
        assertThat(export.login()).isEqualTo(AUDITOR);
        assertThat(export.act()).isEqualTo("导出");
        assertThat(export.details()).isEqualTo("对象 %s；2 行".formatted(mark));
    }

    @Test
    void verify_the_chain_and_record_that() throws Exception {
        audit.record(null, "测试", mark, "");
        long before = chain.end().seq();

        var done = mvc.perform(post("/audit/verify").with(csrf()).with(user(person(AUDITOR))))
                .andReturn();

        assertThat(String.valueOf(done.getFlashMap().get("done"))).startsWith("审计链完整。共核对 %,d 条".formatted(before));
        Draft told = since(before).get(0).draft();
        assertThat(told.act()).isEqualTo("核对操作日志");
        assertThat(told.details()).startsWith("审计链完整");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
