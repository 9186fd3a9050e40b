package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.problemlist.Uploads;

/** Acts that no item's timeline tells. */
class RecordedActsTest extends AuditCase {

    @Autowired
    private Uploads uploads;

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
    void a_list_is_uploaded_and_given_up() throws Exception {
        long before = chain.end().seq();
        long list = uploads.receiveAndRead(new byte[] {1, 2, 3}, "清单.xlsx", SUPERVISOR);

        as(SUPERVISOR, post("/lists/%d/abandon".formatted(list)));

        assertThat(told(before))
                .containsExactly(
                        tuple(
                                SUPERVISOR,
                                "上传清单",
                                "QD-" + list,
                                "清单.xlsx，SHA-256 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"),
                        tuple(SUPERVISOR, "作废清单", "QD-" + list, "不能读取 → 已作废"));
    }

    @Test
    void a_change_of_the_calendar_is_proposed_and_given_up() throws Exception {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        long before = chain.end().seq();

        as(
                "xitong",
                post("/calendar/days")
                        .param("year", "2020")
                        .param("day", "2020-11-11")
                        .param("kind", "holiday")
                        .param("name", "测试")
                        .param("source", "测试"));
        long change = jdbc.sql("select max(id) from safecity.calendar_change")
                .query(Long.class)
                .single();
        as("xitong", post("/calendar/changes/%d/abandon".formatted(change)));

        assertThat(since(before))
                .extracting(entry -> entry.draft().act(), entry -> entry.draft().object())
                .containsExactly(tuple("提出日历调整", "工作日历 2020 年"), tuple("放弃日历调整", "工作日历 2020 年"));
        assertThat(since(before).get(0).draft().details()).contains("2020-11-11");
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
