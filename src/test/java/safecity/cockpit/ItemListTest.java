package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecity.calendar.Deadline;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.Status;

/** 问题清单: who sees which rows, what stands in them, and what the URL may ask for. */
class ItemListTest extends PageTest {

    @Test
    void shows_everything_to_the_office_and_to_units_only_what_they_take_part_in() throws Exception {
        Item item = register(TODAY.plusDays(30));

        assertThat(numbers(list("duban", ""))).containsExactly(item.number());
        assertThat(numbers(list("lingdao", ""))).containsExactly(item.number());
        assertThat(numbers(list("xiaofangzhidui", ""))).containsExactly(item.number());
        assertThat(numbers(list("chengguanwei", ""))).containsExactly(item.number());
        assertThat(numbers(list("huangcunzhen", ""))).containsExactly(item.number());
        assertThat(numbers(list("guizifenju", ""))).isEmpty();
    }

    @Test
    void says_who_holds_which_step_and_how_long_it_may_take() throws Exception {
        Item item = register(LocalDate.of(2020, 10, 9));
        openTask(item, "制定整改方案", LEAD, null);
        itIs(TODAY, LocalTime.of(11, 0));
        openTask(item, "核查", LOCALITY, "huangcunzhen");

        Element row = list("duban", "").selectFirst("tbody tr");

        assertThat(row.select(".sc-lamp").text()).contains("预警");
        assertThat(row.selectFirst(".sc-lamp").classNames()).contains("lamp-yellow");
        assertThat(row.select(".sc-step").eachText()).containsExactly("制定整改方案 区消防支队 · 待认领", "核查 黄村镇经办");
        assertThat(row.selectFirst(".sc-left").text()).isEqualTo("剩余 3 个工作日");
        assertThat(row.selectFirst(".sc-left").attr("title")).isEqualTo("剩余 11 个自然日");
        assertThat(row.selectFirst(".sc-cell-date").text()).isEqualTo("2020-10-09");
    }

    @Test
    void keeps_the_original_deadline_visible_and_marks_a_provisional_one() throws Exception {
        Item item = register(TODAY.plusDays(9), "提前", Grade.MAJOR, new Deadline(LocalDate.of(2027, 3, 1), true));
        jdbc.sql("update safecity.item set approved_deadline = date '2027-04-01' where id = :id")
                .param("id", item.id())
                .update();

        Element row = list("duban", "").selectFirst("tbody tr");

        assertThat(row.selectFirst("s").text()).isEqualTo("原定 2027-03-01");
        assertThat(row.selectFirst(".sc-cell-date").text())
                .startsWith("2027-04-01")
                .contains("暂定");
        assertThat(row.text()).contains("重大");
    }

    @Test
    void is_overdue_from_midnight_after_the_deadline() throws Exception {
        register(TODAY);

        itIs(TODAY, LocalTime.of(23, 59, 59));
        assertThat(list("duban", "").selectFirst("tbody tr").text()).contains("今日到期", "督办");
        itIs(TODAY.plusDays(1), LocalTime.MIDNIGHT);
        assertThat(list("duban", "").selectFirst("tbody tr").text()).contains("超期 1 个工作日");
        assertThat(list("duban", "&view=overdue").select("tbody tr")).hasSize(1);
    }

    @Test
    void keeps_a_late_closing_visible() throws Exception {
        Item item = register(TODAY.minusDays(5));
        move(
                item,
                Status.DISPATCHED,
                Status.PLANNING,
                Status.RECTIFYING,
                Status.SUBMITTED,
                Status.VERIFIED,
                Status.CLOSED);

        Document page = list("duban", "&lamp=GREY");

        assertThat(page.selectFirst(".sc-late").text()).isEqualTo("超期办结");
        assertThat(page.selectFirst(".sc-lamp").text()).contains("已销号");
        assertThat(list("duban", "&view=overdue").select("tbody tr")).isEmpty();
    }

    @Test
    void counts_every_view_under_the_same_filter() throws Exception {
        register(TODAY.minusDays(1));
        register(TODAY.plusDays(1));
        Item submitted = register(TODAY.plusDays(60));
        move(submitted, Status.DISPATCHED, Status.PLANNING, Status.RECTIFYING, Status.SUBMITTED);
        Item returned = register(TODAY.plusDays(61));
        move(returned, Status.DISPATCHED, Status.PLANNING, Status.RECTIFYING);
        transaction.executeWithoutResult(status -> items.nextRound(returned.id()));

        Document page = list("duban", "");

        assertThat(page.select(".sc-tabs a").eachText())
                .containsExactly(
                        "全部 4", "未办结 4", "超期 1", "三日内到期 1", "待核查 1", "待销号 0", "被退回 1", "挂账 0", "催办未签收 0", "超期办结 0");
        assertThat(numbers(list("duban", "&view=returned"))).containsExactly(returned.number());
        assertThat(numbers(list("duban", "&view=submitted"))).containsExactly(submitted.number());
    }

    @Test
    void filters_by_lamp_as_the_lamps_are_shown() throws Exception {
        for (int days = -3; days < 25; days++) {
            register(TODAY.plusDays(days));
        }
        Document all = list("duban", "&size=100");

        for (String lamp : new String[] {"GREEN", "BLUE", "YELLOW", "ORANGE", "RED"}) {
            long shown = all.select("tbody .lamp-" + lamp.toLowerCase(java.util.Locale.ROOT) + ".sc-lamp")
                    .size();
            assertThat(list("duban", "&size=100&lamp=" + lamp).select("tbody tr"))
                    .as(lamp)
                    .hasSize((int) shown)
                    .isNotEmpty();
        }
    }

    @Test
    void keeps_filters_in_the_url_and_offers_to_drop_each() throws Exception {
        register(TODAY, "甲", Grade.MAJOR, new Deadline(TODAY, false));

        Document page = list("duban", "&grade=MAJOR&status=DISPATCHED&sort=-number&size=50");

        assertThat(page.select(".sc-chips a span").eachText()).containsExactly("关键词=" + mark, "状态=待签收", "级别=重大");
        assertThat(page.select(".sc-chips a").get(2).attr("href"))
                .contains("status=DISPATCHED", "sort=-number", "size=50")
                .doesNotContain("grade");
        assertThat(page.select(".sc-tabs a").get(2).attr("href")).contains("view=overdue", "grade=MAJOR");
        assertThat(page.select("option[selected]").eachText()).containsExactly("待签收", "重大");
        assertThat(page.selectFirst("th[aria-sort]").text()).startsWith("编号");
        assertThat(page.selectFirst("th[aria-sort] a").attr("href")).contains("sort=number");
    }

    @Test
    void pages_without_losing_or_repeating_a_row() throws Exception {
        for (int count = 0; count < 23; count++) {
            register(TODAY.plusDays(40));
        }

        Document first = list("duban", "");
        Document second = list("duban", "&page=2");
        Document beyond = list("duban", "&page=99");

        assertThat(numbers(first)).hasSize(20).doesNotContainAnyElementsOf(numbers(second));
        assertThat(numbers(second)).hasSize(3).isEqualTo(numbers(beyond));
        assertThat(first.select(".sc-pager [rel=next]").attr("href")).contains("page=2");
        assertThat(second.select(".sc-pager").text()).contains("第 2 / 2 页");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=xx",
                "page=-1",
                "page=0",
                "page=99999999999",
                "size=7",
                "size=x",
                "lamp=PURPLE",
                "grade=",
                "view=nix",
                "sort=--",
                "sort=number%3Bdrop",
                "unit=%27%20or%201",
                "locality=nix",
                "list=abc",
                "list=-4",
                "q=%00%25_%5C",
                "q=%EF%BF%BD%F0%9F%9A%92",
                "status=CLOSED&status=PLANNING",
                "q=%27%22%3Cscript%3E",
                "after=0~2020-02-30~1",
                "after=0~x~1",
                "after=~~",
                "before=end&page=9",
                "before=0~2020-10-01~1&page=3",
                "after=9~2999-12-31~1&page=2",
                "sort=-number&after=nix~1",
                "from=2020-13-01&until=x&listing=nix&part=nix",
                "part=COOPERATING",
                "q=%E6%B6%88&q=%E6%B6%88"
            })
    void survives_wrong_parameters(String query) throws Exception {
        assertThat(statusOf("/items?" + query, "duban")).isEqualTo(200);
        assertThat(statusOf("/items?" + query, "xiaofangzhidui")).isEqualTo(200);
    }

    @Test
    void takes_percent_and_underscore_as_they_are() throws Exception {
        register(TODAY.plusDays(20), "堵塞100%_", Grade.ORDINARY, new Deadline(TODAY, false));

        assertThat(list("duban", "%20100%25_").select("tbody tr")).hasSize(1);
        assertThat(list("duban", "%201%25%25").select("tbody tr")).isEmpty();
    }

    @Test
    void says_why_it_is_empty_and_what_to_do() throws Exception {
        Document page = list("duban", "&status=CLOSED");

        assertThat(page.selectFirst(".sc-empty").text()).contains("没有符合条件的问题");
        assertThat(page.selectFirst(".sc-empty a").attr("href")).isEqualTo("/items?view=all");
    }

    @Test
    void answers_htmx_with_the_list_alone() throws Exception {
        register(TODAY);

        var response = answer(get("/items").param("q", mark).header("HX-Request", "true"), "duban");
        Document part = Jsoup.parse(response.getContentAsString(StandardCharsets.UTF_8));

        assertThat(part.select("#items tbody tr")).hasSize(1);
        assertThat(part.select("header, h1")).isEmpty();
    }
}
