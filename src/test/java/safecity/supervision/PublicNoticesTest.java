package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import safecity.TestItem;
import safecity.item.Item;

/** 公示: what anybody reads of a listing, what nobody does, and how it is taken back. */
class PublicNoticesTest extends ListingCase {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final String reader = "198.51.100." + ADDRESSES.incrementAndGet();

    private MvcResult read(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(made -> {
                    made.setRemoteAddr(reader);
                    return made;
                }))
                .andReturn();
    }

    private MockHttpServletResponse answer(String url) throws Exception {
        return read(get(url)).getResponse();
    }

    private String body(String url) throws Exception {
        MockHttpServletResponse response = answer(url);
        assertThat(response.getStatus()).as(url).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private String number(Item item) {
        return Objects.requireNonNull(listing(item).number());
    }

    private String noticeOf(Item item) {
        return "/public/listings/" + number(item);
    }

    private MockHttpServletResponse as(String login, MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        request.with(user(people.require(login))).with(csrf()))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return response;
    }

    private void withdraw(Item item, String reason) throws Exception {
        MockHttpServletResponse response = as(
                SUPERVISOR,
                post("/publications/" + number(item) + "/withdrawal").param("reason", reason));
        assertThat(response.getRedirectedUrl()).isEqualTo("/listings/" + number(item));
    }

    private void announce(Item item, String title) {
        cases.complete(
                item,
                SUPERVISOR,
                "announce",
                Map.of("publicTitle", title, "place", "区政府网站", "doneOn", TODAY.toString()));
        bringToTheTop(item);
    }

    /** Other tests publish too, some of them on later days; the list and the feed begin with the newest. */
    private void bringToTheTop(Item item) {
        jdbc.sql("""
                update safecity.publication
                   set published_at = clock_timestamp(),
                       delisting_published_at = case when delisted_on is null then null else clock_timestamp() end
                 where number = :number""").param("number", number(item)).update();
    }

    private List<Element> entriesOf(Item item) throws Exception {
        DocumentBuilderFactory reading = DocumentBuilderFactory.newInstance();
        reading.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList items = reading.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer("/public/listings.rss").getContentAsByteArray()))
                .getElementsByTagName("item");
        List<Element> entries = new ArrayList<>();
        for (int at = 0; at < items.getLength(); at++) {
            Element entry = (Element) items.item(at);
            if (text(entry, "link").endsWith(number(item))) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static String text(Element entry, String name) {
        return entry.getElementsByTagName(name).item(0).getTextContent();
    }

    @Test
    void is_public_from_the_task_that_announces_and_not_before() throws Exception {
        Item item = listed();
        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(404);
        assertThat(body("/public")).doesNotContain(number(item));
        assertThat(form(item, "announce").get("publicText").toString().replace("\\", ""))
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
        cases.complete(
                item,
                SUPERVISOR,
                "announce",
                Map.of(
                        "publicTitle",
                        "燃气管线占压",
                        "place",
                        "LEAK-channel",
                        "address",
                        "LEAK-address",
                        "doneOn",
                        TODAY.toString()));
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
    void stays_in_the_archive_alone_once_the_office_withdrew_it() throws Exception {
        Item item = rectifying();
        announce(item, "燃气管线占压");
        withdraw(item, " ");
        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(200);
        for (String login : List.of(CLERK, LOCAL_CLERK, LEADER)) {
            assertThat(as(
                                    login,
                                    post("/publications/" + number(item) + "/withdrawal")
                                            .param("reason", "不服"))
                            .getStatus())
                    .isEqualTo(404);
            assertThat(as(login, get("/publications")).getStatus()).isEqualTo(404);
        }

        withdraw(item, "标题有误");

        MockHttpServletResponse gone = answer(noticeOf(item));
        assertThat(gone.getStatus()).isEqualTo(410);
        assertThat(gone.getContentAsString(StandardCharsets.UTF_8))
                .contains("已由发布单位撤下")
                .doesNotContain("燃气管线占压", "标题有误");
        assertThat(body("/public")).doesNotContain(number(item));
        assertThat(entriesOf(item)).isEmpty();
        assertThat(Jsoup.parse(as(SUPERVISOR, get("/publications")).getContentAsString())
                        .select("tr:contains(%s)".formatted(number(item)))
                        .text())
                .contains("燃气管线占压", "已撤下", "督办员甲", "2020-06-01 10:00", "标题有误");
        assertThat(acted(item)).contains("撤下公告");
        accept(item, "passed");
        announceDelisting(item);
        assertThat(answer(noticeOf(item)).getStatus()).isEqualTo(410);
    }

    @Test
    void offers_the_withdrawal_to_the_office_on_the_card_and_says_no_more_to_others() throws Exception {
        Item item = listed();
        assertThat(part(item, SUPERVISOR).text()).contains("还没有公示");
        publish(item);
        assertThat(Jsoup.parse(as(SUPERVISOR, get("/listings/" + number(item))).getContentAsString())
                        .select("[hx-get=/publications/%s]".formatted(number(item))))
                .hasSize(1);
        assertThat(part(item, SUPERVISOR).select("form input[name=_csrf]")).hasSize(1);
        assertThat(part(item, CLERK).select("form")).isEmpty();
        withdraw(item, "标题有误");
        assertThat(part(item, SUPERVISOR).text()).contains("督办员甲", "标题有误");
        assertThat(part(item, CLERK).text()).contains("公告已撤下").doesNotContain("标题有误");
    }

    private Document part(Item item, String login) throws Exception {
        return Jsoup.parse(as(login, get("/publications/" + number(item))).getContentAsString());
    }

    @Test
    void needs_a_title() {
        Item item = listed();
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("place", "区政府网站", "doneOn", TODAY.toString()));
        fields.put("publicTitle", " ");

        assertRefused(item, "请填写公示标题", () -> cases.complete(item, SUPERVISOR, "announce", fields));
    }
}
