package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import safecity.item.Item;
import safecity.item.Status;

/** The page of an item and its dossier in Tasklist: who may read them, and what they say. */
class ItemPageTest extends PageTest {

    private Item item;
    private String url;

    @BeforeEach
    void registerAnItem() {
        item = register(TODAY.plusDays(2));
        url = "/items/" + item.number();
    }

    @Test
    void is_not_found_by_those_who_take_no_part_as_if_it_did_not_exist() throws Exception {
        assertThat(statusOf(url, "duban")).isEqualTo(200);
        assertThat(statusOf(url, "xiaofangzhidui")).isEqualTo(200);
        assertThat(statusOf(url, "chengguanwei")).isEqualTo(200);
        assertThat(statusOf(url, "guizifenju")).isEqualTo(404);
        assertThat(statusOf(url, "xitong")).isEqualTo(404);
        assertThat(statusOf("/items/WT-1999-99999", "duban")).isEqualTo(404);
        assertThat(statusOf(url + "/code.png", "xiaofangzhidui")).isEqualTo(200);
        assertThat(statusOf(url + "/code.png", "guizifenju")).isEqualTo(404);
    }

    @Test
    void tells_the_facts_and_marks_names_that_nobody_verified() throws Exception {
        Document page = page(url, "duban");

        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.selectFirst("h1").text()).startsWith(item.number());
        assertThat(page.selectFirst("#facts").text())
                .contains("北京市大兴区消防救援支队（待核）", "12号院", "市级专家检查", "3 加强基础设施安全管理", "恢复通行", "张三 010-60000000");
        assertThat(page.select(".sc-stations .sc-done").eachText()).containsExactly("✓ 登记 已完成 2020-09-28");
        assertThat(page.select(".sc-stations [aria-current=step]").text()).contains("签收");
        assertThat(page.select("#timeline li").text()).contains("派发", "督办员甲");
        assertThat(page.selectFirst("#process").text()).contains("流程尚未启动");
    }

    @Test
    void offers_the_task_to_those_who_can_work_on_it() throws Exception {
        String press = java.util.UUID.randomUUID().toString();
        events.publishEvent(new safecity.engine.TaskChanged(
                press, item.number(), "press", "signFor", "签收催办 " + item.label(), LEAD, null, null, true));
        String task = openTask(item, "实施整改", LEAD, null);

        Document own = page(url, "xiaofangzhidui");
        assertThat(own.select(".sc-actions > a.btn-primary").eachText()).containsExactly("实施整改");
        assertThat(own.select(".sc-actions a").eachAttr("href")).containsExactly("/tasks/" + task, "/tasks/" + press);
        assertThat(own.select(".sc-actions details:contains(其他待办) a").eachText())
                .containsExactly("签收催办");
        assertThat(page(url, "chengguanwei").select(".sc-actions a")).isEmpty();
    }

    @Test
    void offers_the_office_what_the_state_of_the_item_allows() throws Exception {
        assertThat(page(url, "duban").select(".sc-actions a").eachText()).containsExactly("催办", "转办");
        assertThat(page(url, "duban").select(".sc-actions a:contains(转办)").attr("href"))
                .startsWith("/pass-on?item=" + item.number());
        assertThat(page(url, "lingdao").select(".sc-actions a")).isEmpty();
        move(item, Status.DISPATCHED, Status.PLANNING, Status.RECTIFYING);
        assertThat(page(url, "duban").select(".sc-actions a").eachText()).containsExactly("催办");
        move(item, Status.RECTIFYING, Status.SUBMITTED);
        assertThat(page(url, "duban").select(".sc-actions a").eachText()).containsExactly("催办", "派抽查");
        assertThat(page(url, "xiaofangzhidui").select(".sc-actions a")).isEmpty();
    }

    @Test
    void tells_what_the_actor_was_how_often_time_was_granted_and_leads_to_the_units_one_may_open() throws Exception {
        jdbc.sql("""
                insert into safecity.deadline_change (item_id, seq, cause, day_before, day_after, working_days, reason, decided_by, decided_at)
                values (:id, 1, 'EXTENSION', '2020-09-30', '2020-10-12', 3, '雨季', 'duban', now())""").param("id", item.id()).update();

        Document page = page(url, "xiaofangzhidui");

        assertThat(page.select("#timeline li").text()).contains("督办员甲（创安办督办员）");
        assertThat(page.select(".sc-key a[href=#deadlines]").text()).isEqualTo("延期 1 次");
        assertThat(page.select(".sc-key a[href^=/units/]").eachText()).containsExactly("区消防支队");
        assertThat(page(url, "duban").select(".sc-key a[href^=/units/]").eachText())
                .containsExactly("区消防支队", "区城管委", "黄村镇");
        assertThat(page.select(".sc-sections a").eachAttr("href"))
                .contains("#pause-part")
                .doesNotContain("#listing");
    }

    @Test
    void shows_plans_notes_and_verdicts_of_every_round() throws Exception {
        workThroughARefusedRound();

        Document page = page(url, "huangcunzhen");

        assertThat(page.select("#work .sc-round h3").eachText()).containsExactly("第 2 轮", "第 1 轮");
        assertThat(page.selectFirst("#work").text())
                .contains("整改方案 第 1 版", "方案过于笼统", "设置隔离桩", "整改完毕", "核查未通过", "标线不清")
                .contains("黄村镇经办 2020-09-25")
                .doesNotContain("黄村镇 黄村镇");
    }

    @Test
    void draws_only_processes_of_an_item_that_one_may_see() throws Exception {
        assertThat(statusOf(url + "/diagrams/nix.bpmn", "duban")).isEqualTo(404);
        assertThat(statusOf(url + "/diagrams/nix.bpmn", "guizifenju")).isEqualTo(404);
        assertThat(statusOf(url + "?diagram=nix", "duban")).isEqualTo(200);
    }

    @Test
    void dossier_puts_the_reasons_of_a_refusal_first() throws Exception {
        workThroughARefusedRound();
        String task = openTask(item, "实施整改", LEAD, null);

        Document dossier = page("/tasks/" + task + "/dossier", "xiaofangzhidui");

        assertThat(dossier.select("section.sc-dossier > .sc-returns li b").eachText())
                .containsExactly("核查未通过", "整改方案未通过");
        assertThat(dossier.selectFirst(".sc-returns").text()).contains("标线不清", "方案过于笼统");
        assertThat(dossier.selectFirst(".sc-dossier").text()).contains("恢复通行", "剩余 2 个工作日", "设置隔离桩");
        assertThat(dossier.select("a").last().attr("href")).isEqualTo(url);
        assertThat(dossier.select("header.sc-bar")).isEmpty();
    }

    @Test
    void dossier_is_not_found_by_others_or_once_the_task_is_done() throws Exception {
        String task = openTask(item, "实施整改", LEAD, null);

        assertThat(statusOf("/tasks/" + task + "/dossier", "guizifenju")).isEqualTo(404);
        assertThat(statusOf("/tasks/nix/dossier", "duban")).isEqualTo(404);
        assertThat(answer(get("/tasks/" + task + "/dossier"), "chengguanwei").getStatus())
                .isEqualTo(200);
    }

    @Test
    void dossier_of_a_list_tells_its_counts_and_links_for_the_office_only() throws Exception {
        long list = jdbc.sql("""
                insert into safecity.problem_list (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values ('2020年第一批', '区应急管理局', 2020, 'a.xlsx', gen_random_uuid()::text, '', 'GRADING', 'duban', now())
                returning id""").query(Long.class).single();
        String task = java.util.UUID.randomUUID().toString();
        events.publishEvent(new safecity.engine.TaskChanged(
                task, "QD-" + list, "problemlist", "grade", "核定级别", "qu-chuang-an-ban", null, null, true));

        Document dossier = page("/tasks/" + task + "/dossier", "duban");

        assertThat(dossier.selectFirst("section.sc-dossier h3").text()).isEqualTo("2020年第一批");
        assertThat(dossier.select("a").attr("href")).isEqualTo("/lists/" + list);
        assertThat(page("/tasks/" + task + "/dossier", "lingdao").select("a")).isEmpty();
        assertThat(statusOf("/tasks/" + task + "/dossier", "xiaofangzhidui")).isEqualTo(404);
    }

    private void workThroughARefusedRound() {
        move(item, Status.DISPATCHED, Status.PLANNING, Status.RECTIFYING);
        transaction.executeWithoutResult(status -> items.nextRound(item.id()));
        jdbc.sql("""
                insert into safecity.plan (item_id, version, round, goal, measures, person, finish_on, funds, contingency, submitted_by,
                                           submitted_at, accepted, reasons, reviewed_by, reviewed_at)
                values (:id, 1, 1, '畅通', '尽快清理', '李四', '2020-09-29', '', '', 'xiaofangzhidui', '2020-09-20 09:00+08', false,
                        '方案过于笼统', 'duban', '2020-09-21 09:00+08'),
                       (:id, 2, 1, '畅通', '设置隔离桩', '李四', '2020-09-29', '', '', 'xiaofangzhidui', '2020-09-22 09:00+08', true,
                        null, 'duban', '2020-09-22 10:00+08')""").param("id", item.id()).update();
        jdbc.sql("""
                insert into safecity.progress (item_id, round, note, finished, reported_by, reported_at)
                values (:id, 1, '已清理', true, 'xiaofangzhidui', '2020-09-23 09:00+08')""").param("id", item.id()).update();
        jdbc.sql("""
                insert into safecity.submission (item_id, round, statement, submitted_by, unit, submitted_at, accepted, reasons, verified_by,
                                                 verifying_unit, verified_at)
                values (:id, 1, '已完成', 'xiaofangzhidui', :lead, '2020-09-24 09:00+08', false, '标线不清', 'huangcunzhen', :locality,
                        '2020-09-25 09:00+08')""")
                .param("id", item.id())
                .param("lead", LEAD)
                .param("locality", LOCALITY)
                .update();
    }
}
