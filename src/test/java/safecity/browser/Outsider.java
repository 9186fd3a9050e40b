package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody of a unit that takes no part in an item. */
final class Outsider {

    private final Visit visit;
    private final JdbcClient jdbc;

    Outsider(Visit visit, JdbcClient jdbc) {
        this.visit = visit;
        this.jdbc = jdbc;
    }

    /** Neither the lists nor an address lead to the item of this number. */
    void expectNothingOf(String number) {
        TasklistPage tasklist = TasklistPage.open(visit, "待认领");
        for (String filter : new String[] {"我的任务", "本单位在办", "被退回", "待认领"}) {
            assertThat(tasklist.filter(filter).cards(number)).hasCount(0);
        }
        visit.open("/items");
        assertThat(visit.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("问题清单")))
                .isVisible();
        Locator link = visit.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(number));
        assertThat(link).hasCount(0);
        visit.expectRefusal("/items/" + number);
        assertThat(visit.open("/items/" + number).status()).isEqualTo(404);
        assertThat(visit.page().getByText("没有找到").first()).isVisible();

        String task = one("select task_id from safecity.open_task where business_key = :number", number);
        String photo = one("""
                select e.id from safecity.evidence e join safecity.item i on i.id = e.item_id
                 where i.number = :number order by e.id limit 1""", number);
        assertThat(visit.statusOf("/evidence/" + photo)).isEqualTo(404);
        assertThat(visit.statusOf("/evidence/" + photo + "/thumbnail")).isEqualTo(404);
        assertThat(visit.statusOf("/evidence?item=" + number)).isEqualTo(404);
        assertThat(visit.statusOf("/tasks/" + task + "/evidence")).isEqualTo(404);
        assertThat(visit.statusOf("/tasks/" + task + "/dossier")).isEqualTo(404);
        for (String part : new String[] {"", "/variables", "/form-variables", "/deployed-form", "/identity-links"}) {
            assertThat(visit.statusOf("/camunda/api/engine/engine/default/task/" + task + part))
                    .as("task" + part)
                    .isIn(403, 404);
        }
    }

    private String one(String query, String number) {
        return jdbc.sql(query).param("number", number).query(String.class).single();
    }
}
