package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** What packages below the trail tell as events stands in it: refusals, once each, and changes of accounts. */
class HeardActsTest extends AuditCase {

    private static final String STRANGER = "fagaiwei";

    @Test
    void refusal_of_what_one_may_not_see_is_recorded_once() throws Exception {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        Item foreign = cases.underWay(wish -> wish);
        long before = chain.end().seq();

        mvc.perform(get("/items/" + foreign.number()).with(user(person(STRANGER))))
                .andExpect(status().isNotFound());
        mvc.perform(get("/audit").with(user(person(STRANGER)))).andExpect(status().isNotFound());

        assertThat(since(before))
                .extracting(
                        entry -> entry.draft().login(),
                        entry -> entry.draft().outcome(),
                        entry -> entry.draft().object())
                .containsExactly(
                        tuple(STRANGER, Outcome.DENIED, "GET /items/" + foreign.number()),
                        tuple(STRANGER, Outcome.DENIED, "GET /audit"));
    }

    @Test
    void new_account_is_recorded_under_the_name_of_who_made_it() throws Exception {
        String login = "zz" + UUID.randomUUID().toString().substring(0, 8);
        long before = chain.end().seq();

        mvc.perform(post("/accounts")
                        .with(csrf())
                        .with(user(person("xitong")))
                        .param("login", login)
                        .param("name", "新来的")
                        .param("unit", "qu-cheng-guan-wei"))
                .andExpect(status().isFound());

        assertThat(since(before))
                .extracting(
                        entry -> entry.draft().login(),
                        entry -> entry.draft().act(),
                        entry -> entry.draft().object(),
                        entry -> entry.draft().outcome())
                .contains(tuple("xitong", "账号变更", login, Outcome.SUCCEEDED));
    }
}
