package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import safecity.engine.TaskChanged;
import safecity.item.Item;

/** 我的任务: what waits for the unit, what a person holds, what is late, what was done. */
class MyTasksTest extends PageTest {

    private static final Instant YESTERDAY = TODAY.minusDays(1).atStartOfDay(SHANGHAI).toInstant();

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
        transaction.executeWithoutResult(status -> log.append(item.id(), "xiaofangzhidui", "签收", ""));
        transaction.executeWithoutResult(status -> log.append(item.id(), "xiaofangzhidui", "报送进展", ""));

        var row = page("/my?tab=done", "xiaofangzhidui").select("tbody tr:has(a[href=/items/" + item.number() + "])");

        assertThat(row).hasSize(1);
        assertThat(row.text()).contains("报送进展");
        assertThat(page("/my?tab=done", "chengguanwei").select("a[href=/items/" + item.number() + "]")).isEmpty();
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
