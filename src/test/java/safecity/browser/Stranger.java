package safecity.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody of a unit that takes no part in an item: neither the lists nor an address lead there. */
final class Stranger {

    private final Visit visit;
    private final String number;
    private final JdbcClient jdbc;

    Stranger(Visit visit, String number, JdbcClient jdbc) {
        this.visit = visit;
        this.number = number;
        this.jdbc = jdbc;
    }

    void expectNothing() {
        expectNothingListed();
        expectNotFound();
    }

    private void expectNothingListed() {
        TasklistPage tasklist = TasklistPage.open(visit, "待认领");
        for (String filter : List.of("我的任务", "本单位在办", "被退回", "待认领")) {
            assertThat(tasklist.filter(filter).cards(number)).hasCount(0);
        }
        visit.open("/items?q=" + number);
        Page page = visit.page();
        assertThat(page.getByText("没有符合条件的问题")).isVisible();
        assertThat(page.locator("tbody tr")).hasCount(0);
    }

    private void expectNotFound() {
        visit.expectRefusal("/items/" + number);
        assertThat(visit.open("/items/" + number).status()).isEqualTo(404);
        assertThat(visit.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("没有找到")))
                .isVisible();

        String task = one("select task_id from safecity.open_task where business_key = :number");
        String photo = one("""
                select e.id from safecity.evidence e join safecity.item i on i.id = e.item_id
                 where i.number = :number order by e.id limit 1""");
        for (String address : List.of(
                "/evidence/" + photo,
                "/evidence/" + photo + "/thumbnail",
                "/evidence?item=" + number,
                "/tasks/" + task + "/evidence",
                "/tasks/" + task + "/dossier")) {
            assertThat(visit.statusOf(address)).as(address).isEqualTo(404);
        }
        for (String part : List.of("", "/variables", "/form-variables", "/deployed-form", "/identity-links")) {
            assertThat(visit.statusOf("/camunda/api/engine/engine/default/task/" + task + part))
                    .as("task" + part)
                    .isIn(403, 404);
        }
    }

    private String one(String query) {
        return jdbc.sql(query).param("number", number).query(String.class).single();
    }
}
