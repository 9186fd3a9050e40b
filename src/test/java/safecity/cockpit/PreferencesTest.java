package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MvcResult;
import safecity.calendar.Deadline;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.Status;

/** 更多条件、我的视图、列设置、抽屉、关联: what the list offers to each person. */
class PreferencesTest extends PageTest {

    @AfterEach
    void forget() {
        jdbc.sql("delete from safecity.saved_view where login in ('duban', 'duban2')")
                .update();
        jdbc.sql("delete from safecity.list_column where login in ('duban', 'duban2')")
                .update();
    }

    @Test
    void narrows_by_what_stands_behind_more_filters_and_shows_each_as_a_chip() throws Exception {
        Item early = register(TODAY.plusDays(5));
        Item late = register(TODAY.plusDays(50));
        jdbc.sql("update safecity.item set source = '群众举报', main_task_no = 5 where id = :id")
                .param("id", late.id())
                .update();
        jdbc.sql("""
                insert into safecity.listing (item_id, state, level, opened_by, opened_at, changed_at, item_deadline)
                values (:id, 'LISTED', 'DISTRICT', 'duban', now(), now(), :day)""").param("id", late.id()).param("day", TODAY).update();

        assertThat(numbers(list("duban", "&source=%E7%BE%A4%E4%BC%97%E4%B8%BE%E6%8A%A5")))
                .containsExactly(late.number());
        assertThat(numbers(list("duban", "&task=5"))).containsExactly(late.number());
        assertThat(numbers(list("duban", "&listing=STANDING"))).containsExactly(late.number());
        assertThat(numbers(list("duban", "&listing=NEVER"))).containsExactly(early.number());
        assertThat(numbers(list("duban", "&listing=DELISTED"))).isEmpty();
        assertThat(numbers(list("duban", "&until=" + TODAY.plusDays(5)))).containsExactly(early.number());
        assertThat(numbers(list("duban", "&from=" + TODAY.plusDays(6)))).containsExactly(late.number());
        assertThat(numbers(list("duban", "&unit=" + HELPER))).isEmpty();
        assertThat(numbers(list("duban", "&unit=" + HELPER + "&part=COOPERATING")))
                .hasSize(2);

        var page = list("duban", "&task=5&from=2020-10-01&listing=STANDING&unit=" + HELPER + "&part=COOPERATING");
        assertThat(page.select(".sc-chips a span").eachText())
                .contains("配合单位=区城管委", "主要任务=任务5", "时限从=2020-10-01", "挂牌=在挂");
        assertThat(page.select("#filter-more[open]")).hasSize(1);
        assertThat(list("duban", "").select("#filter-more[open]")).isEmpty();
    }

    @Test
    void keeps_a_persons_views_and_opens_with_one_of_them() throws Exception {
        Item item = register(TODAY.plusDays(5), "甲", Grade.MAJOR, new Deadline(TODAY.plusDays(5), false));
        String back = list("duban", "&grade=MAJOR&sort=-number")
                .select("form[action=/items/views] [name=back]")
                .attr("value");

        assertThat(send("/items/views", "duban", "name", " 我的重大 ", "opens", "true", "back", back))
                .startsWith("/items?");
        String opened = answer(get("/items"), "duban").getRedirectedUrl();

        assertThat(numbers(page(opened, "duban"))).containsExactly(item.number());
        assertThat(opened).contains("grade=MAJOR", "sort=-number");
        assertThat(page("/items?view=all", "duban").select(".sc-own-view").eachText())
                .containsExactly("☆ 我的重大");
        assertThat(page("/items?view=all", "duban2").select(".sc-own-view")).isEmpty();
        assertThat(statusOf("/items", "duban2")).isEqualTo(200);
        long id = viewOf("duban");
        send("/items/views/" + id + "/deletion", "duban2", "back", back);
        send("/items/views/" + id + "/opening", "duban2", "back", back);
        assertThat(statusOf("/items", "duban")).isEqualTo(302);
        send("/items/views/" + id + "/opening", "duban", "back", back);
        assertThat(statusOf("/items", "duban")).isEqualTo(200);
        send("/items/views/" + id + "/deletion", "duban", "back", back);
        assertThat(page("/items?view=all", "duban").select(".sc-own-view")).isEmpty();
    }

    @Test
    void replaces_a_view_of_the_same_name_and_refuses_one_without_a_name_and_one_too_many() throws Exception {
        send("/items/views", "duban", "name", "红灯", "back", "/items?lamp=RED");
        send("/items/views", "duban", "name", "红灯", "back", "/items?lamp=RED&evil=1&page=3&after=1%GG");

        assertThat(jdbc.sql("select query from safecity.saved_view where login = 'duban'")
                        .query(String.class)
                        .list())
                .containsExactly("lamp=RED");
        assertThat(refusal("name", " ", "back", "/items?lamp=RED")).contains("请给视图起个名字");
        assertThat(refusal("name", "名".repeat(21), "back", "/items?lamp=RED")).contains("最多 20 个字");
        for (int count = 1; count < 20; count++) {
            send("/items/views", "duban", "name", "视图" + count, "back", "/items?lamp=RED");
        }
        assertThat(refusal("name", "又一个", "back", "/items?lamp=RED")).contains("最多保存 20 个视图");
        assertThat(send("/items/views", "duban", "name", "红灯", "back", "https://example.org/?"))
                .isEqualTo("/items?view=all");
    }

    @Test
    void shows_the_columns_that_a_person_chose_to_that_person() throws Exception {
        register(TODAY.plusDays(5));
        assertThat(list("duban", "").select(".sc-list thead th").eachText())
                .contains("级别", "责任单位")
                .doesNotContain("来源");

        send(
                "/items/columns",
                "duban",
                "column",
                "SOURCE",
                "column",
                "ARRIVED",
                "column",
                "nix",
                "back",
                "/items?view=all");

        assertThat(list("duban", "").select(".sc-list thead th").eachText())
                .contains("来源", "派发日期")
                .doesNotContain("级别", "责任单位", "剩余工作日");
        assertThat(list("duban", "").select("td[data-label=来源]").text()).isEqualTo("市级专家检查");
        assertThat(list("duban2", "").select(".sc-list thead th").eachText())
                .contains("级别")
                .doesNotContain("来源");
    }

    @Test
    void tells_of_an_item_beside_the_list_to_those_who_may_see_it() throws Exception {
        Item item = register(TODAY.plusDays(5));
        for (int count = 1; count <= 4; count++) {
            String act = "第" + count + "件事";
            transaction.executeWithoutResult(status -> log.append(item.id(), "duban", act, ""));
        }
        openTask(item, "实施整改", LEAD, null);
        String url = "/items/" + item.number() + "/summary";

        var part = org.jsoup.Jsoup.parse(
                answer(get(url).header("HX-Request", "true"), "duban").getContentAsString(StandardCharsets.UTF_8));

        assertThat(part.select(".sc-timeline b").eachText()).containsExactly("第4件事", "第3件事", "第2件事");
        assertThat(part.text()).contains("区消防支队", "实施整改（区消防支队 · 待认领）", "2020-10-03");
        assertThat(part.select("a:contains(查看全文)").attr("href")).isEqualTo("/items/" + item.number());
        assertThat(part.select("a[href^=/tasks/]")).isEmpty();
        assertThat(answer(get(url).header("HX-Request", "true"), "xiaofangzhidui")
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains(">实施整改</a>");
        assertThat(answer(get(url).header("HX-Request", "true"), "guizifenju").getStatus())
                .isEqualTo(404);
        assertThat(answer(get(url), "duban").getRedirectedUrl()).isEqualTo("/items/" + item.number());
        assertThat(list("duban", "").select("a[data-drawer]").attr("href")).isEqualTo("/items/" + item.number());
        assertThat(list("duban", "").selectFirst("tr[data-summary]").attr("data-summary"))
                .isEqualTo(url);
    }

    @Test
    void names_related_items_that_the_viewer_may_see() throws Exception {
        Item item = register(TODAY.plusDays(5));
        Item same = register(TODAY.plusDays(6));
        Item hidden = register(TODAY.plusDays(7));
        for (Item each : List.of(item, same, hidden)) {
            jdbc.sql("update safecity.item set place = :place, source = :place where id = :id")
                    .param("place", mark)
                    .param("id", each.id())
                    .update();
        }
        jdbc.sql("delete from safecity.item_unit where item_id = :id and part = 'LEAD'")
                .param("id", hidden.id())
                .update();
        move(same, Status.DISPATCHED, Status.PLANNING);
        String url = "/items/" + item.number() + "/related";

        assertThat(page(url, "duban").select("h3 span").eachText()).containsExactly("同一地点", "同一主要任务、同一来源");
        assertThat(numbers(page(url, "duban")))
                .containsExactly(hidden.number(), same.number(), hidden.number(), same.number());
        assertThat(numbers(page(url, "xiaofangzhidui"))).containsExactly(same.number(), same.number());
        assertThat(page(url, "duban").select("tbody tr").get(1).text()).contains("待制定措施", "2020-10-04");
        assertThat(numbers(page(page(url, "duban").select("h3 a").get(0).attr("href"), "duban")))
                .hasSize(3);
        assertThat(statusOf(url, "guizifenju")).isEqualTo(404);
    }

    private long viewOf(String login) {
        return jdbc.sql("select id from safecity.saved_view where login = :login")
                .param("login", login)
                .query(Long.class)
                .single();
    }

    private String refusal(String... parameters) throws Exception {
        return String.valueOf(
                post("/items/views", "duban", parameters).getFlashMap().get("complaint"));
    }

    private String send(String url, String login, String... parameters) throws Exception {
        return String.valueOf(post(url, login, parameters).getResponse().getRedirectedUrl());
    }

    private MvcResult post(String url, String login, String... parameters) throws Exception {
        var request = org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(URI.create(url))
                .with(csrf());
        for (int at = 0; at < parameters.length; at += 2) {
            request.param(parameters[at], parameters[at + 1]);
        }
        return mvc.perform(request.with(user(people.require(login)))).andReturn();
    }
}
