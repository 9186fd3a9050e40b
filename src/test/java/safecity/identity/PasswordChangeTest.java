package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** First passwords open nothing but the page where they are replaced. */
class PasswordChangeTest extends AccountCase {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/items", "/my", "/account", "/calendar", "/publications", "/camunda/app/tasklist/default/"
            })
    void every_page_leads_to_the_change_of_a_first_password(String page) throws Exception {
        MockHttpServletResponse response = open(page, session(firstSignIn(UNIT, Role.UNIT_CLERK)));

        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(response.getRedirectedUrl()).isEqualTo("/account/password");
    }

    @Test
    void interface_of_the_engine_is_closed_until_then() throws Exception {
        MockHttpSession session = session(firstSignIn(UNIT, Role.UNIT_CLERK));

        MockHttpServletResponse response = open("/camunda/api/engine/engine/default/task", session);

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentAsString()).contains("请先在“修改口令”页更换口令");
    }

    @Test
    void who_has_changed_it_goes_on_in_the_same_session() throws Exception {
        String login = firstSignIn(UNIT, Role.UNIT_CLERK);
        MockHttpSession session = session(login);
        MockHttpSession elsewhere = session(login);

        change(session, PASSWORD, "Xin-Kouling-86", "Xin-Kouling-86");

        assertThat(open("/account", session).getStatus()).isEqualTo(200);
        assertThat(open("/account", elsewhere).getRedirectedUrl()).isEqualTo("/login?expired");
        assertThat(signIn(login, "Xin-Kouling-86").getResponse().getRedirectedUrl())
                .isEqualTo("/");
        assertThat(signIn(login, PASSWORD).getResponse().getRedirectedUrl()).isEqualTo("/login?error");
    }

    @Test
    void old_passwords_are_not_used_again() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession session = session(login);
        String before = PASSWORD;
        for (int next = 1; next <= 5; next++) {
            change(session, before, "Xin-Kouling-8" + next, "Xin-Kouling-8" + next);
            before = "Xin-Kouling-8" + next;
        }

        assertThat(complaint(session, before, "Xin-Kouling-81")).contains("最近 5 次用过的口令相同");
        assertThat(complaint(session, before, before)).contains("最近 5 次用过的口令相同");
        assertThat(complaint(session, before, PASSWORD)).isEmpty();
    }

    @Test
    void wrong_old_password_or_a_slip_changes_nothing() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession session = session(login);

        assertThat(complaint(session, "Wrong-123", "Xin-Kouling-86")).contains("原口令不正确");
        assertThat(change(session, PASSWORD, "Xin-Kouling-86", "Xin-Kouling-87").getRedirectedUrl())
                .isEqualTo("/account/password");
        assertThat(signIn(login, PASSWORD).getResponse().getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void guessing_the_old_password_locks_the_account() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession session = session(login);
        for (int wrong = 0; wrong < 5; wrong++) {
            change(session, "Wrong-123", "Xin-Kouling-86", "Xin-Kouling-86");
        }

        assertThat(complaint(session, PASSWORD, "Xin-Kouling-86")).contains("已锁定");
    }

    @Test
    void password_is_asked_for_anew_after_ninety_days() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        itIs(clock.instant().plus(Duration.ofDays(90)).minusSeconds(60));
        assertThat(open("/account", session(login)).getStatus()).isEqualTo(200);

        itIs(clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(open("/account", session(login)).getRedirectedUrl()).isEqualTo("/account/password");
    }

    @Test
    void demonstration_accounts_change_nothing_and_are_led_nowhere() throws Exception {
        assertThat(mvc.perform(get("/account").with(user(people.require("duban"))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
        MockHttpSession session = new MockHttpSession();
        mvc.perform(get("/account").session(session).with(user(people.require("duban"))));
        assertThat(complaint(session, "chuangan-demo", "Xin-Kouling-86")).contains("不能修改");
    }

    private MockHttpServletResponse change(MockHttpSession session, String old, String fresh, String repeated)
            throws Exception {
        return send(post("/account/password"), session, "old", old, "fresh", fresh, "repeated", repeated);
    }

    /** Returns what the page says; empty if the password was changed. */
    private String complaint(MockHttpSession session, String old, String fresh) throws Exception {
        String to = String.valueOf(change(session, old, fresh, fresh).getRedirectedUrl());
        var flash = session.getAttribute("org.springframework.web.servlet.support.SessionFlashMapManager.FLASH_MAPS");
        return to.equals("/account/password") ? String.valueOf(flash) : "";
    }
}
