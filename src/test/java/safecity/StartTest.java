package safecity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;

class StartTest extends ApplicationTest {

    @Test
    void sends_an_unknown_visitor_to_the_sign_in_page() throws Exception {
        mvc.perform(get("/items")).andExpect(status().isFound()).andExpect(redirectedUrlPattern("**/login"));
    }

    @Test
    void no_statement_runs_for_ever() {
        assertThat(jdbc.sql("show statement_timeout").query(String.class).single())
                .isEqualTo("5min");
    }

    @Test
    void makes_the_demonstration_accounts_on_the_embedded_database() {
        assertThat(jdbc.sql("select count(*) from safecity.account where demonstration")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }
}
