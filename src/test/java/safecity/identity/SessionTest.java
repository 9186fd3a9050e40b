package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is signed in, for how long, and how it ends. */
class SessionTest extends AccountCase {

    private static final String OVER = "/login?expired";
    private static final LocalDate DAY = LocalDate.of(2020, 6, 1);

    @Autowired
    private Sessions sessions;

    @Autowired
    private Demonstration demonstration;

    @Autowired
    private Requirements requirements;

    @Autowired
    private ServletWebServerApplicationContext web;

    @Test
    void idle_session_ends_after_a_quarter_of_an_hour() throws Exception {
        Duration idle = web.getEnvironment().getProperty("server.servlet.session.timeout", Duration.class);
        var gate =
                new SessionGate(standings, new SignIn(standings, demonstration), sessions, requirements, idle, clock);
        itIs(DAY, LocalTime.of(8, 0));
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession session = session(login);

        itIs(DAY, LocalTime.of(8, 15));
        assertThat(through(gate, login, session).getRedirectedUrl()).isNull();
        itIs(DAY, LocalTime.of(8, 30));
        assertThat(through(gate, login, session).getRedirectedUrl())
                .as("counted anew")
                .isNull();
        itIs(DAY, LocalTime.of(8, 45, 1));
        assertThat(through(gate, login, session).getRedirectedUrl()).isEqualTo(OVER);
        assertThat(session.isInvalid()).isTrue();
    }

    private MockHttpServletResponse through(SessionGate gate, String login, @Nullable MockHttpSession session)
            throws Exception {
        var request = new MockHttpServletRequest("GET", "/items");
        if (session != null) {
            request.setSession(session);
        }
        Person person = standings.find(login).orElseThrow().person();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
        SecurityContextHolder.setContext(context);
        var response = new MockHttpServletResponse();
        gate.doFilter(request, response, new MockFilterChain());
        return response;
    }

    @Test
    void session_ends_after_twelve_hours_however_busy() throws Exception {
        itIs(DAY, LocalTime.of(8, 0));
        MockHttpSession session = session(account(UNIT, Role.UNIT_CLERK));
        for (int hour = 9; hour < 20; hour++) {
            itIs(DAY, LocalTime.of(hour, 0));
            assertThat(open("/account", session).getStatus()).isEqualTo(200);
        }

        itIs(DAY, LocalTime.of(20, 0));
        assertThat(open("/account", session).getRedirectedUrl()).isEqualTo(OVER);
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void own_session_elsewhere_is_listed_and_ended_and_the_engine_with_it() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession here = session(login);
        MockHttpSession there = session(login);
        assertThat(open("/camunda/api/engine/engine/default/task/count", there).getStatus())
                .isNotEqualTo(401);
        String page = open("/account", here).getContentAsString();
        assertThat(page).contains("Chrome · Windows", "本机");

        send(post("/account/sessions/" + idOf(there) + "/end"), here);

        assertThat(open("/camunda/api/engine/engine/default/task/count", there).getStatus())
                .isEqualTo(401);
        assertThat(there.isInvalid()).isTrue();
        assertThat(open("/account", here).getStatus()).isEqualTo(200);
    }

    @Test
    void nobody_ends_the_session_of_another() throws Exception {
        MockHttpSession victim = session(account(UNIT, Role.UNIT_CLERK));
        MockHttpSession stranger = session(account(UNIT, Role.UNIT_CLERK));

        send(post("/account/sessions/" + idOf(victim) + "/end"), stranger);

        assertThat(open("/account", victim).getStatus()).isEqualTo(200);
    }

    @Test
    void change_on_another_node_is_noticed_within_a_minute() throws Exception {
        itIs(DAY, LocalTime.of(8, 0));
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession session = session(login);
        assertThat(open("/account", session).getStatus()).isEqualTo(200);
        jdbc.sql("update safecity.account set roles = '{UNIT_HEAD}' where login = :login")
                .param("login", login)
                .update();

        itIs(DAY, LocalTime.of(8, 0, 59));
        assertThat(open("/account", session).getRedirectedUrl()).isEqualTo(OVER);
    }

    @Test
    void administrator_has_one_session_and_others_have_several() throws Exception {
        String administrator = account(null, Role.SYSTEM_ADMINISTRATOR);
        MockHttpSession first = session(administrator);
        MockHttpSession second = session(administrator);
        assertThat(open("/accounts", first).getRedirectedUrl()).isEqualTo(OVER);
        assertThat(open("/accounts", second).getStatus()).isEqualTo(200);

        String clerk = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession one = session(clerk);
        session(clerk);
        assertThat(open("/account", one).getStatus()).isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session_for_good() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession session = session(login);
        send(post("/logout").servletPath("/logout"), session);

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void session_of_a_demonstration_account_ends_outside_of_demonstration_mode() throws Exception {
        Demonstration off = new Demonstration("off", "chuangan-demo", "");
        var gate = new SessionGate(
                standings, new SignIn(standings, off), sessions, requirements, Duration.ofMinutes(15), clock);

        assertThat(demonstration.isOn()).isTrue();
        assertThat(through(gate, "duban", null).getRedirectedUrl()).isEqualTo(OVER);
    }

    private static UUID idOf(MockHttpSession session) {
        return SignedIn.of(session).orElseThrow().id();
    }
}
