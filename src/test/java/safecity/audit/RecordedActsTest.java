package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Acts that no item's timeline tells. */
class RecordedActsTest extends AuditCase {

    private final String name = "令牌" + UUID.randomUUID();

    private void as(String login, MockHttpServletRequestBuilder request) throws Exception {
        assertThat(mvc.perform(request.with(csrf()).with(user(person(login))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isLessThan(400);
    }

    private List<Tuple> told(long before) {
        return since(before).stream()
                .map(Entry::draft)
                .map(draft -> tuple(draft.login(), draft.act(), draft.object(), draft.details()))
                .toList();
    }

    @Test
    void a_token_is_made_and_revoked() throws Exception {
        long before = chain.end().seq();

        as("xitong", post("/integrations/tokens").param("name", name).param("scopes", "items:read", "figures:read"));
        long id = jdbc.sql("select id from safecity.api_token where name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
        as("xitong", post("/integrations/tokens/%d/revoke".formatted(id)));
        as("xitong", post("/integrations/tokens/%d/revoke".formatted(id)));

        assertThat(told(before))
                .containsExactly(
                        tuple("xitong", "发放接口令牌", name, "权限范围：figures:read、items:read"),
                        tuple("xitong", "吊销接口令牌", name, ""));
    }

    @Test
    void a_name_that_is_taken_leaves_no_entry() throws Exception {
        as("xitong", post("/integrations/tokens").param("name", name).param("scopes", "items:read"));
        long before = chain.end().seq();

        as("xitong", post("/integrations/tokens").param("name", name).param("scopes", "items:read"));

        assertThat(told(before)).isEmpty();
    }

    @Test
    void a_calendar_address_is_opened_and_closed() throws Exception {
        long before = chain.end().seq();

        as(CLERK, post("/notices/feed"));
        as(CLERK, post("/notices/feed/revoke"));
        as(CLERK, post("/notices/feed/revoke"));

        assertThat(told(before)).containsExactly(tuple(CLERK, "开通日历订阅", CLERK, ""), tuple(CLERK, "停用日历订阅", CLERK, ""));
    }

    @Test
    void a_workbook_is_taken_out() throws Exception {
        long before = chain.end().seq();

        as(SUPERVISOR, get("/items/exports/overdue.xlsx?q=" + UUID.randomUUID()));
        as(SUPERVISOR, get("/listings/ledger.xlsx"));

        assertThat(since(before))
                .extracting(entry -> entry.draft().act(), entry -> entry.draft().object())
                .containsExactly(tuple("导出", "超期台账"), tuple("导出", "挂牌督办台账"));
        assertThat(since(before).get(0).draft().details()).endsWith("；0 行");
    }
}
