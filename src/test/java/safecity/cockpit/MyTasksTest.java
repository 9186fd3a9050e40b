package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import safecity.engine.TaskChanged;
import safecity.item.Item;

/** 我的任务: what waits for the unit, what a person holds, what is late, what was done. */
class MyTasksTest extends PageTest {

    private static final Instant YESTERDAY =
            TODAY.minusDays(1).atStartOfDay(SHANGHAI).toInstant();

    @Test
    void tells_apart_what_waits_what_is_held_and_what_is_late() throws Exception {
        Item item = register(TODAY.plusDays(3));
        String waiting = task(item, LEAD, null, null);
        String late = task(item, LEAD, null, YESTERDAY);
        String mine = task(item, LEAD, "xiaofangzhidui", null);
        String colleagues = task(item, LEAD, "xiaofangzhidui-head", YESTERDAY);
        String foreign = task(item, HELPER, null, YESTERDAY);

        assertThat(tasksOf("waiting")).contains(waiting, late).doesNotContain(mine, colleagues, foreign);
        assertThat(tasksOf("held")).contains(mine).doesNotContain(waiting, late, colleagues, foreign);
        assertThat(tasksOf("overdue")).contains(late).doesNotContain(waiting, mine, colleagues, foreign);
    }

    @Test
    void shows_what_a_person_did_last_to_each_item() throws Exception {
        Item item = register(TODAY);
        itIs(TODAY.plusYears(60), LocalTime.NOON); // so that it is the latest
        transaction.executeWithoutResult(status -> log.append(item.id(), "xiaofangzhidui", "签收", ""));
        transaction.executeWithoutResult(status -> log.append(item.id(), "xiaofangzhidui", "报送进展", ""));

        var row = page("/my?tab=done", "xiaofangzhidui").select("tbody tr:has(a[href=/items/" + item.number() + "])");

        assertThat(row).hasSize(1);
        assertThat(row.text()).contains("报送进展");
        assertThat(page("/my?tab=done", "chengguanwei").select("a[href=/items/" + item.number() + "]"))
                .isEmpty();
    }

    @Test
    void counts_what_it_shows_page_by_page_and_tells_each_item_s_lamp_and_deadline() throws Exception {
        Item item = register(TODAY.minusDays(3));
        for (int at = 0; at < 51; at++) {
            task(item, LEAD, "xiaofangzhidui-head", Instant.EPOCH);
        }

        var first = page("/my?tab=held", "xiaofangzhidui-head");
        int total = Integer.parseInt(first.select(".sc-tabs [aria-current] b").text());
        assertThat(total).isGreaterThanOrEqualTo(51);
        assertThat(first.select("tbody tr")).hasSize(50);
        assertThat(first.select(".sc-pager").text()).contains("共 %d 件".formatted(total), "下一页");
        var last = page("/my?tab=held&page=999999", "xiaofangzhidui-head");
        assertThat(last.select("tbody tr")).hasSize(total - 50 * ((total - 1) / 50));
        assertThat(first.select("tbody tr:contains(" + item.number() + ") td[data-label=现行时限]")
                        .eachText())
                .isNotEmpty()
                .allMatch(limit -> limit.equals("✖超期 2020-09-25"));
        assertThat(first.select(".sc-actions a:contains(本单位)").attr("href")).isEqualTo("/units/" + LEAD);
        assertThat(statusOf("/units/" + LEAD, "xiaofangzhidui-head")).isEqualTo(200);
        jdbc.sql("delete from safecity.open_task where business_key = :number")
                .param("number", item.number())
                .update();
    }

    @Test
    void shows_what_a_person_did_to_lists() throws Exception {
        long list = jdbc.sql("""
                insert into safecity.problem_list (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at,
                                                   graded_by, graded_at, signed_by, signed_at)
                values ('清单' || :mark, '区创安办', 2020, 'a.xlsx', :mark, '', 'DISPATCHED', 'duban', now(), 'duban', '2087-09-27 10:00+08',
                        'duban2', '2087-09-28 09:00+08')
                returning id""").param("mark", mark).query(Long.class).single();

        assertThat(page("/my?tab=done", "duban")
                        .select("tbody tr:contains(清单" + mark + ")")
                        .text())
                .isEqualTo("QD-%d 清单%s 核对定级 2087-09-27 10:00".formatted(list, mark));
        assertThat(page("/my?tab=done", "duban2")
                        .select("tbody tr:contains(清单" + mark + ")")
                        .text())
                .contains("签发清单");
        assertThat(page("/my?tab=done", "xiaofangzhidui").text()).doesNotContain("清单" + mark);
    }

    @Test
    void reminds_of_what_one_was_told_and_has_not_opened() throws Exception {
        Item item = register(TODAY.plusDays(3));
        long notice = jdbc.sql("""
                insert into safecity.notice (item_id, kind, day, recipient, address, subject, html, text, state, next_try_at, created_at)
                values (:id, 'due-soon', :day, 'xiaofangzhidui', 'a@example.cn', '', '', '', 'SENT', now(), '2020-09-28 08:30+08')
                returning id""")
                .param("id", item.id())
                .param("day", TODAY)
                .query(Long.class)
                .single();
        String link = "a[href=/items/%s?notice=%d]".formatted(item.number(), notice);

        assertThat(page("/my", "xiaofangzhidui")
                        .select(".sc-reminders li:has(" + link + ")")
                        .text())
                .contains(item.number(), "2020-09-28 08:30");
        assertThat(page("/my", "xiaofangzhidui-head").select(link)).isEmpty();
        page(page("/my", "xiaofangzhidui").select(link).attr("href"), "xiaofangzhidui");
        assertThat(page("/my", "xiaofangzhidui").select(link)).isEmpty();
    }

    @Test
    void is_there_for_everybody() throws Exception {
        for (String login : new String[] {"duban", "zhuanjia", "lingdao", "xitong", "shenji"}) {
            assertThat(statusOf("/my", login)).as(login).isEqualTo(200);
        }
    }

    private List<String> tasksOf(String tab) throws Exception {
        return page("/my?tab=" + tab, "xiaofangzhidui").select("tbody th a").eachAttr("href").stream()
                .map(href -> href.substring("/tasks/".length()))
                .toList();
    }

    private String task(Item item, String unit, @Nullable String assignee, @Nullable Instant due) {
        String id = UUID.randomUUID().toString();
        events.publishEvent(new TaskChanged(
                id, item.number(), "rectification", "carryOut", "实施整改 " + item.label(), unit, assignee, due, true));
        return id;
    }
}
