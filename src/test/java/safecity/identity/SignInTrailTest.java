package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import safecity.database.StartRefused;
import safecity.reference.ReferenceFile;

/** The trail says truly who came in, how far, and why somebody did not; the person is not told. */
class SignInTrailTest extends AccountCase {

    @TempDir
    private Path folder;

    private static final String FACTOR = "/account/second-factor";

    @Autowired
    private SecondFactors factors;

    private final byte[] secret = Totp.newSecret();

    @BeforeEach
    void itIsTen() {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
    }

    private List<String> told(String login) {
        return jdbc.sql("""
                        select e.act || ' ' || e.outcome || ' ' || e.details
                          from safecity.audit_entry e
                         where e.object = :login and e.login in (:login, '')
                         order by e.seq""").param("login", login).query(String.class).list();
    }

    private static String code(byte[] secret, long step) {
        return Totp.code(secret, step, 6);
    }

    private long step() {
        return Totp.stepAt(clock.instant());
    }

    private MockHttpServletResponse give(MockHttpSession session, String code) throws Exception {
        return send(post(FACTOR), session, "code", code);
    }

    @Test
    void why_somebody_did_not_come_in_is_in_the_trail_alone() throws Exception {
        String wrong = account(UNIT, Role.UNIT_CLERK);
        String locked = account(UNIT, Role.UNIT_CLERK);
        for (int each = 0; each < 5; each++) {
            standings.takeTry(locked);
        }
        String closed = account(UNIT, Role.UNIT_CLERK);
        jdbc.sql("update safecity.account set enabled = false where login = :login")
                .param("login", closed)
                .update();

        for (String login : List.of(wrong, locked, closed)) {
            String password = login.equals(wrong) ? "Wrong-1" : PASSWORD;
            assertThat(signIn(login, password).getResponse().getRedirectedUrl()).isEqualTo("/login?error");
        }

        assertThat(told(wrong)).containsExactly("登录 FAILED 口令不正确");
        assertThat(told(locked)).containsExactly("登录 FAILED 账号已锁定");
        assertThat(told(closed)).containsExactly("登录 FAILED 账号已停用");
    }

    @Test
    void an_address_that_failed_too_often_is_no_locked_account() throws Exception {
        String address = "10.98.0.1";
        String login = account(UNIT, Role.UNIT_CLERK);
        for (int wrong = 0; wrong < 30; wrong++) {
            signIn("nobody", "Wrong-1", address);
        }

        assertThat(signIn(login, PASSWORD, address).getResponse().getRedirectedUrl())
                .isEqualTo("/login?busy");

        assertThat(told(login)).containsExactly("登录 FAILED 来源地址失败次数太多，没有核对口令");
    }

    @Test
    void one_sees_whether_the_second_factor_followed() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        factors.enrol(login, secret, code(secret, step() - 1));
        MockHttpSession session = session(login);
        give(session, "000000");
        give(session, code(secret, step()));

        assertThat(told(login))
                .containsExactly(
                        "账号变更 SUCCEEDED 启用动态口令",
                        "登录 SUCCEEDED 口令正确，等待动态口令",
                        "登录 FAILED 动态口令不正确",
                        "登录 SUCCEEDED 动态口令正确");
    }

    @Test
    void a_lock_that_wrong_codes_led_to_is_told() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        factors.enrol(login, secret, code(secret, step() - 1));
        MockHttpSession session = session(login);
        for (int wrong = 0; wrong < 5; wrong++) {
            give(session, "000000");
        }

        assertThat(told(login)).containsOnlyOnce("账号变更 SUCCEEDED 连续输错动态口令，账号锁定").endsWith("登录 FAILED 账号已锁定，没有核对动态口令");
    }

    @Test
    void who_knows_the_password_alone_throws_no_administrator_out() throws Exception {
        String administrator = account(null, Role.SECURITY_ADMINISTRATOR);
        factors.enrol(administrator, secret, code(secret, step() - 1));
        MockHttpSession owner = session(administrator);
        give(owner, code(secret, step()));
        assertThat(open("/account", owner).getStatus()).isEqualTo(200);

        MockHttpSession other = session(administrator);
        assertThat(open("/account", owner).getStatus()).isEqualTo(200);

        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 1));
        give(other, code(secret, step()));
        assertThat(open("/account", other).getStatus()).isEqualTo(200);
        assertThat(open("/account", owner).getRedirectedUrl()).isEqualTo("/login?expired");
    }

    @Test
    void signing_in_and_out_takes_the_token_of_the_page() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession session = session(login);

        assertThat(mvc.perform(post("/logout").servletPath("/logout").session(session))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        assertThat(session.isInvalid()).isFalse();
        assertThat(mvc.perform(post("/login").param("username", login).param("password", PASSWORD))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);

        assertThat(told(login)).containsExactly("登录 SUCCEEDED ");
        assertThat(open("/account", session).getStatus()).isEqualTo(200);
    }

    @Test
    void ending_ones_own_sessions_is_told() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        MockHttpSession here = session(login);
        MockHttpSession there = session(login);
        session(login);
        send(post("/account/sessions/" + SignedIn.of(there).orElseThrow().id() + "/end"), here);
        send(post("/account/sessions/end-others"), here);

        assertThat(told(login)).endsWith("账号变更 SUCCEEDED 结束本人的一个会话", "账号变更 SUCCEEDED 结束本人的其他会话 1 个");
    }

    @Test
    void accounts_that_a_file_made_are_told() throws Exception {
        String login = "zz" + UUID.randomUUID().toString().substring(0, 8);
        Path file = Files.writeString(
                folder.resolve("accounts.csv"),
                "login,name,unit,roles,email\n%s,新来的,%s,UNIT_CLERK,\n".formatted(login, UNIT));
        accounts.addFrom(
                ReferenceFile.readFrom(file, "login", "name", "unit", "roles", "email"), made -> PASSWORD, false);

        assertThat(told(login)).containsExactly("账号变更 SUCCEEDED 由账号文件建立，单位经办");
    }

    @Test
    void a_session_of_nobody_we_know_ends() throws Exception {
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(new TestingAuthenticationToken("somebody", "", "OIDC_USER")));

        assertThat(open("/items", session).getRedirectedUrl()).isEqualTo("/login?expired");
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void addresses_from_headers_need_to_name_the_proxy_outside_of_demonstration_mode() {
        Demonstration off = new Demonstration("off", "", "jdbc:postgresql://db/safecity");
        assertThatThrownBy(() -> new TrustedProxy("native", "", off))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("server.tomcat.remoteip.internal-proxies");
        assertThatThrownBy(() -> new TrustedProxy("framework", "10\\.1\\.2\\.3", off))
                .isInstanceOf(StartRefused.class);

        assertThatCode(() -> new TrustedProxy("native", "10\\.1\\.2\\.3", off)).doesNotThrowAnyException();
        assertThatCode(() -> new TrustedProxy("", "", off)).doesNotThrowAnyException();
        assertThatCode(() -> new TrustedProxy("native", "", new Demonstration("on", "", "")))
                .doesNotThrowAnyException();
    }
}
