package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.TestItem;
import safecity.item.Item;

/** 公示: what anybody reads of a listing, what nobody does, and how often. */
class PublicNoticesTest extends NoticeCase {

    @Test
    void is_public_from_the_task_that_announces_and_not_before() throws Exception {
        Item item = listed();
        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(404);
        assertThat(body("/public")).doesNotContain(number(item));
        assertThat(form(item, "prepareAnnouncement")
                        .get("publicText")
                        .toString()
                        .replace("\\", ""))
                .contains(number(item), "黄村镇", "区城管委", "区级", "2020-06-01", "2020-07-31", "12350")
                .doesNotContain("兴华大街", "张三");

        announce(item, "燃气管线占压");

        Document notice = Jsoup.parse(body(noticeOf(item)));
        assertThat(notice.select("h1").text()).isEqualTo("重大安全隐患挂牌公告");
        assertThat(notice.select("dt").eachText())
                .containsExactly("挂牌编号", "隐患名称", "所在镇街", "责任单位", "督办层级", "挂牌日期", "整改期限", "状态", "隐患举报");
        assertThat(notice.select("dd").eachText())
                .startsWith(number(item), "燃气管线占压", "黄村镇", "区城管委", "区级", "2020-06-01", "2020-07-31", "挂牌督办");
        assertThat(body("/public")).contains(number(item));
        assertThat(entriesOf(item)).hasSize(1);
    }

    @Test
    void says_that_it_was_delisted_only_when_that_is_announced() throws Exception {
        Item item = rectifying();
        announce(item, "燃气管线占压");
        accept(item, "passed");
        assertThat(body(noticeOf(item))).contains("重大安全隐患挂牌公告").doesNotContain("已摘牌");
        sign(item, ListingLetters.DELISTING_ANNOUNCEMENT);
        assertThat(form(item, "announceDelisting").get("publicText").toString()).contains("已摘牌", "摘牌日期");

        announceDelisting(item);
        bringToTheTop(item);

        assertThat(Jsoup.parse(body(noticeOf(item))).text()).contains("摘牌公告", "状态 已摘牌", "摘牌日期 2020-06-01", "燃气管线占压");
        assertThat(entriesOf(item))
                .extracting(entry -> text(entry, "title"))
                .containsExactlyInAnyOrder("挂牌公告：燃气管线占压", "摘牌公告：燃气管线占压");
    }

    @Test
    void leaks_nothing_but_the_public_fields() throws Exception {
        Item item = rectifying();
        jdbc.sql("""
                update safecity.item
                   set description = 'LEAK-description', source = 'LEAK-source', place = 'LEAK-place', goal = 'LEAK-goal',
                       measures = 'LEAK-measures', person = 'LEAK-person', phone = 'LEAK-phone', remark = 'LEAK-remark'
                 where id = :id""").param("id", item.id()).update();
        jdbc.sql("""
                update safecity.listing
                   set reason = 'LEAK-reason', measured_by = 'LEAK-measured', judge_opinion = 'LEAK-judge',
                       approve_opinion = 'LEAK-approve'
                 where item_id = :id""").param("id", item.id()).update();
        cases.complete(item, SUPERVISOR, "prepareAnnouncement", Map.of("publicTitle", "燃气管线占压"));
        sign(item, ListingLetters.LISTING_ANNOUNCEMENT);
        cases.complete(
                item,
                SUPERVISOR,
                "announce",
                Map.of("place", "LEAK-channel", "address", "LEAK-address", "doneOn", TODAY.toString()));
        cases.complete(item, SUPERVISOR, "fileUpward", Map.of("documentNo", "LEAK-no", "doneOn", TODAY.toString()));
        accept(item, "passed");
        announceDelisting(item);
        bringToTheTop(item);

        for (String url : List.of("/public", noticeOf(item), "/public/listings.rss")) {
            assertThat(body(url))
                    .as(url)
                    .contains(number(item))
                    .doesNotContain("LEAK", item.number(), "督办员", "张三", "13800000000", "兴华大街", "现场核对", "更换管线");
        }
    }

    @Test
    void is_plain_and_escaped_whatever_the_title() throws Exception {
        Item item = listed(hazard(TestItem::major));
        announce(item, "<script>alert(1)</script>&<b>占压\u0001");

        for (String url : List.of("/public", noticeOf(item))) {
            Document page = Jsoup.parse(body(url));
            assertThat(page.select("script, style, [onclick], b:contains(占压)")).isEmpty();
            assertThat(page.text()).contains("<script>alert(1)</script>&<b>占压");
            assertThat(answer(url).getHeader("Content-Security-Policy")).contains("default-src 'none'");
        }
        assertThat(entriesOf(item)).singleElement().satisfies(entry -> {
            assertThat(text(entry, "title")).isEqualTo("挂牌公告：<script>alert(1)</script>&<b>占压");
            assertThat(Jsoup.parse(text(entry, "description")).select("script, b"))
                    .isEmpty();
            assertThat(text(entry, "pubDate"))
                    .matches("[A-Z][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} \\d{4} [0-9:]{8} \\+0800");
        });
        assertThat(answer("/public/listings.rss").getContentType()).startsWith("application/rss+xml");
    }

    @Test
    void may_be_kept_and_is_not_sent_twice_and_leaves_no_cookie() throws Exception {
        Item item = listed();
        publish(item);
        for (String url : List.of("/public", noticeOf(item), "/public/listings.rss")) {
            MvcResult first = read(get(url));
            assertThat(first.getRequest().getSession(false)).as(url).isNull();
            assertThat(first.getResponse().getHeader("Set-Cookie")).isNull();
            assertThat(first.getResponse().getHeaders("Cache-Control")).containsExactly("max-age=300, public");
            String tag = Objects.requireNonNull(first.getResponse().getHeader("ETag"));

            MockHttpServletResponse again =
                    read(get(url).header("If-None-Match", tag)).getResponse();

            assertThat(again.getStatus()).isEqualTo(304);
            assertThat(again.getContentAsByteArray()).isEmpty();
        }
    }

    @Test
    void opens_nothing_else() throws Exception {
        assertThat(answer("/public/notices.css").getStatus()).isEqualTo(200);
        for (MockHttpServletRequestBuilder request : List.of(
                get("/public/other"),
                get("/public/listings"),
                get("/public/listings/a/b"),
                post("/public"),
                delete("/public/listings/GP-2020-001"))) {
            assertThat(read(request).getResponse().getStatus()).isEqualTo(404);
        }
        for (String url : List.of("/publications", "/publications/GP-2020-001", "/listings", "/items", "/publicity")) {
            assertThat(answer(url).getRedirectedUrl()).as(url).endsWith("/login");
        }
    }

    @Test
    void is_refused_to_an_address_that_asks_too_often_whatever_a_header_says() throws Exception {
        MockHttpServletResponse last = answer("/public/listings/none");
        for (int request = 1; request <= 120; request++) {
            last = read(get("/public/listings/none").header("X-Forwarded-For", "203.0.113." + request))
                    .getResponse();
        }

        assertThat(last.getStatus()).isEqualTo(429);
        assertThat(last.getHeader("Retry-After")).isEqualTo("60");
        assertThat(last.getContentAsString(StandardCharsets.UTF_8)).contains("请 60 秒后再试");
        tenOClockOn(TODAY.plusDays(1));
        assertThat(answer("/public").getStatus()).isEqualTo(200);
    }

    @Test
    void needs_a_title() {
        Item item = listed();

        assertRefused(
                item,
                "请填写公示标题",
                () -> cases.complete(item, SUPERVISOR, "prepareAnnouncement", Map.of("publicTitle", " ")));
    }
}
