package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.test.web.servlet.MvcResult;

/** 8.1.4.1 b: who guesses passwords is stopped, and learns nothing. */
class LockTest extends AccountCase {

    @Autowired
    private PasswordSignIn signIn;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Test
    void fifth_wrong_password_locks_the_account_for_half_an_hour() throws Exception {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        String login = account(UNIT, Role.UNIT_CLERK);
        for (int wrong = 1; wrong <= 5; wrong++) {
            assertThat(signIn(login, "Wrong-" + wrong).getResponse().getRedirectedUrl())
                    .isEqualTo("/login?error");
        }

        assertThat(signIn(login, PASSWORD).getResponse().getRedirectedUrl()).isEqualTo("/login?error");
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 29, 59));
        assertThat(signIn(login, PASSWORD).getResponse().getRedirectedUrl()).isEqualTo("/login?error");
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 30));
        assertThat(signIn(login, PASSWORD).getResponse().getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void right_password_gives_all_tries_back() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        for (int round = 0; round < 3; round++) {
            for (int wrong = 1; wrong <= 4; wrong++) {
                standings.takeTry(login);
            }
            assertThat(signIn(login, PASSWORD).getResponse().getRedirectedUrl()).isEqualTo("/");
        }
    }

    @Test
    void burst_of_requests_gets_no_more_tries_than_one_after_the_other() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Callable<Boolean>> takers = Collections.nCopies(40, () -> standings.takeTry(login));
        int taken = 0;
        for (Future<Boolean> taker : threads.invokeAll(takers)) {
            taken += taker.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(taken).isEqualTo(5);
        assertThat(standings.isLocked(login)).isTrue();
    }

    @Test
    void address_that_fails_too_often_waits_whatever_the_account() throws Exception {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        String address = "10.99.0.1";
        String login = account(UNIT, Role.UNIT_CLERK);
        for (int wrong = 1; wrong <= 30; wrong++) {
            assertThat(signIn(login, PASSWORD, address).getResponse().getRedirectedUrl())
                    .isEqualTo("/");
            assertThat(signIn("nobody", "Wrong-1", address).getResponse().getRedirectedUrl())
                    .isEqualTo("/login?error");
        }

        assertThat(signIn(login, PASSWORD, address).getResponse().getRedirectedUrl())
                .isEqualTo("/login?busy");
        assertThat(signIn(login, PASSWORD, "10.99.0.2").getResponse().getRedirectedUrl())
                .isEqualTo("/");
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 10));
        assertThat(signIn(login, PASSWORD, address).getResponse().getRedirectedUrl())
                .isEqualTo("/");
    }

    @Test
    void burst_of_requests_from_one_address_gets_no_more_tries_than_one_after_the_other() throws Exception {
        var given = UsernamePasswordAuthenticationToken.unauthenticated("nobody", "Wrong-1");
        given.setDetails(new WebAuthenticationDetails("10.99.0.7", null));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Callable<Boolean>> tries = Collections.nCopies(60, () -> {
            try {
                signIn.authenticate(given);
                throw new AssertionError("Nobody signed in");
            } catch (LockedException exhausted) {
                return false;
            } catch (BadCredentialsException compared) {
                return true;
            }
        });
        int compared = 0;
        for (Future<Boolean> each : threads.invokeAll(tries)) {
            compared += each.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(compared).isEqualTo(30);
    }

    @Test
    void unknown_disabled_and_locked_get_the_same_answer_as_a_wrong_password() throws Exception {
        String locked = account(UNIT, Role.UNIT_CLERK);
        for (int wrong = 0; wrong < 5; wrong++) {
            standings.takeTry(locked);
        }
        String disabled = account(UNIT, Role.UNIT_CLERK);
        jdbc.sql("update safecity.account set enabled = false where login = :login")
                .param("login", disabled)
                .update();
        String known = account(UNIT, Role.UNIT_CLERK);

        for (String login : List.of(locked, disabled, known, "nobody", "a\u0000b", "' or 1=1 --")) {
            String password = login.equals(known) ? "Wrong-1" : PASSWORD;
            assertThat(signIn(login, password).getResponse().getRedirectedUrl())
                    .as(login)
                    .isEqualTo("/login?error");
        }
    }

    @Test
    void time_does_not_tell_which_accounts_exist() throws Exception {
        String wrong = account(UNIT, Role.UNIT_CLERK);
        String locked = account(UNIT, Role.UNIT_CLERK);
        for (int tries = 0; tries < 5; tries++) {
            standings.takeTry(locked);
        }
        String closed = account(UNIT, Role.UNIT_CLERK);
        jdbc.sql("update safecity.account set enabled = false where login = :login")
                .param("login", closed)
                .update();
        String demonstration = account(UNIT, Role.UNIT_CLERK);
        jdbc.sql("update safecity.account set demonstration = true where login = :login")
                .param("login", demonstration)
                .update();
        PasswordSignIn outside = new PasswordSignIn(
                new SignIn(standings, new Demonstration("off", "", "")),
                standings,
                encoder,
                publisher,
                clock,
                30,
                Duration.ofMinutes(10),
                10_000);
        Map<String, List<Long>> times = new LinkedHashMap<>();
        double difference = 1;
        for (int round = 1; round <= 30 && (round < 7 || difference > 0.15); round++) {
            for (String login : List.of(wrong, locked, closed, demonstration, "nobody", "a\u0000b")) {
                times.computeIfAbsent(login, first -> new ArrayList<>()).add(timeOf(outside, login));
            }
            standings.unlock(wrong);
            standings.unlock(closed);
            difference =
                    difference(times.values().stream().map(LockTest::median).toList());
        }

        // Without the work that is done for its own sake it would be 0.9; what is left is the noise of the machine.
        assertThat(difference).as("of the medians of " + times).isLessThan(0.25);
    }

    private static long timeOf(PasswordSignIn signIn, String login) {
        var given = UsernamePasswordAuthenticationToken.unauthenticated(login, "Wrong-1");
        given.setDetails(new WebAuthenticationDetails(UUID.randomUUID().toString(), null));
        long begin = System.nanoTime();
        try {
            signIn.authenticate(given);
            throw new AssertionError(login + " signed in");
        } catch (AuthenticationException refused) {
            return System.nanoTime() - begin;
        }
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static double difference(List<Long> medians) {
        double longest = Collections.max(medians);
        return (longest - Collections.min(medians)) / longest;
    }

    @Test
    void try_for_nobody_writes_as_much_as_one_for_somebody() {
        String login = account(UNIT, Role.UNIT_CLERK);
        long before = triesOfNobody();

        assertThat(standings.attempt(login)).isEqualTo(new Standings.Attempt(true, false));
        assertThat(triesOfNobody()).isEqualTo(before);
        for (String none : List.of("", "nobody", "a\u0000b")) {
            assertThat(standings.attempt(none)).isEqualTo(new Standings.Attempt(false, false));
        }
        assertThat(triesOfNobody()).isEqualTo(before + 3);
        for (int tries = 0; tries < 3; tries++) {
            standings.attempt(login);
        }
        assertThat(standings.attempt(login)).as("the fifth").isEqualTo(new Standings.Attempt(true, true));
        assertThat(standings.attempt(login)).as("locked").isEqualTo(new Standings.Attempt(false, false));
        assertThat(triesOfNobody()).isEqualTo(before + 4);
    }

    private long triesOfNobody() {
        return jdbc.sql("select sum(tries) from safecity.sign_in_of_nobody")
                .query(Long.class)
                .single();
    }

    @Test
    void signing_in_begins_a_new_session_id() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession planted = new MockHttpSession();
        String before = planted.getId();

        MvcResult result = mvc.perform(post("/login")
                        .session(planted)
                        .with(csrf())
                        .param("username", login)
                        .param("password", PASSWORD))
                .andReturn();

        assertThat(String.valueOf(result.getRequest().getSession().getId())).isNotEqualTo(before);
    }
}
