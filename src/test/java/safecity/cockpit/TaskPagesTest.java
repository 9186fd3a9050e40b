package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** A task's own page: who gets it, and what each may do there. The form itself is walked in the browser. */
class TaskPagesTest extends PageTest {

    @Test
    void lets_the_unit_claim_and_whoever_holds_it_submit() throws Exception {
        Item item = register(TODAY.plusDays(3));
        String waiting = openTask(item, "实施整改", LEAD, null);
        String held = openTask(item, "报送进展", LEAD, "xiaofangzhidui");

        Document claimable = page("/tasks/" + waiting, "xiaofangzhidui");
        assertThat(claimable.selectFirst("h1").text()).isEqualTo("实施整改");
        assertThat(claimable.select("[data-act=claim]")).hasSize(1);
        assertThat(claimable.select("[data-act=submit]")).isEmpty();
        assertThat(page("/tasks/" + held, "xiaofangzhidui").select("[data-act]").eachAttr("data-act")).containsExactly("submit");
    }

    @Test
    void shows_supervisors_the_task_but_no_button() throws Exception {
        String task = openTask(register(TODAY), "实施整改", LEAD, "xiaofangzhidui");

        Document page = page("/tasks/" + task, "duban");

        assertThat(page.select("[data-act]")).isEmpty();
        assertThat(page.selectFirst("#task-others").text()).contains("不能提交");
    }

    @Test
    void is_not_there_for_another_unit_nor_once_it_is_done() throws Exception {
        String task = openTask(register(TODAY), "实施整改", LEAD, null);

        assertThat(statusOf("/tasks/" + task, "guizifenju")).isEqualTo(404);
        assertThat(statusOf("/tasks/no-such-task", "duban")).isEqualTo(404);
    }
}
