package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import safecity.engine.Refused;

/** 8.1.4.1 d: two factors, of which one changes every 30 seconds. */
class SecondFactorTest extends AccountCase {

    private static final String PAGE = "/account/second-factor";

    @Autowired
    private SecondFactors factors;

    @Autowired
    private Requirements requirements;

    private final byte[] secret = Totp.newSecret();

    @BeforeEach
    void itIsMonday() {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
    }

    @Test
    void enrolled_person_gives_a_code_before_anything_opens() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        factors.enrol(login, secret, code(0));
        later();
        MockHttpSession session = session(login);

        assertThat(open("/items", session).getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(open("/account/password", session).getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(open("/camunda/api/engine/engine/default/task", session).getStatus())
                .isEqualTo(403);
        assertThat(open(PAGE, session).getContentAsString()).contains("6 位数字");

        assertThat(give(session, code(0)).getRedirectedUrl()).isEqualTo("/");
        assertThat(open("/account", session).getStatus()).isEqualTo(200);
    }

    @Test
    void code_is_good_once() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        factors.enrol(login, secret, code(0));
        MockHttpSession session = session(login);
        assertThat(give(session, code(0)).getRedirectedUrl()).isEqualTo(PAGE);

        later();
        assertThat(give(session, code(0)).getRedirectedUrl()).isEqualTo("/");
        assertThat(give(session(login), code(0)).getRedirectedUrl()).isEqualTo(PAGE);
    }

    @Test
    void recovery_code_is_good_once() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        List<String> codes = factors.enrol(login, secret, code(0));
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();

        assertThat(give(session(login), codes.get(3).toUpperCase(Locale.ROOT)).getRedirectedUrl())
                .isEqualTo("/");
        assertThat(give(session(login), codes.get(3)).getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(factors.recoveryCodes(login)).isEqualTo(9);
    }

    @Test
    void who_knows_the_password_alone_gets_five_tries_and_no_more() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        factors.enrol(login, secret, code(0));
        later();
        MockHttpSession session = session(login);
        for (int wrong = 0; wrong < 2; wrong++) {
            give(session, "000000");
        }
        session = session(login);
        give(session, "000000");

        assertThat(standings.isLocked(login)).isTrue();
        assertThat(give(session, code(0)).getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(signIn(login, PASSWORD).getResponse().getRedirectedUrl()).isEqualTo("/login?error");
    }

    @Test
    void privileged_roles_must_enrol_outside_of_demonstration_mode() {
        Requirements strict =
                new Requirements(clock, new Demonstration("off", "", "jdbc:postgresql://db/safecity"), 90, false);
        for (Role role : Role.values()) {
            Standing account = standings.find(account(null, role)).orElseThrow();
            boolean privileged = List.of(
                            Role.SUPERVISOR,
                            Role.DESIGNER,
                            Role.SYSTEM_ADMINISTRATOR,
                            Role.SECURITY_ADMINISTRATOR,
                            Role.AUDIT_ADMINISTRATOR)
                    .contains(role);
            itIs(account.passwordChangedAt());
            assertThat(strict.of(account, false, false))
                    .as(role.name())
                    .isEqualTo(privileged ? Requirement.ENROL_FACTOR : Requirement.NONE);
            assertThat(requirements.of(account, false, false)).isEqualTo(Requirement.NONE);
        }
    }

    @Test
    void person_enrols_with_the_square_and_sees_the_recovery_codes_once() throws Exception {
        MockHttpSession session = session(account(UNIT, Role.UNIT_CLERK));
        String page = open(PAGE, session).getContentAsString();
        assertThat(page).contains("启用动态口令");
        MockHttpServletResponse square = open(PAGE + "/square.png", session);
        assertThat(square.getContentType()).startsWith("image/png");
        assertThat(square.getHeader("Cache-Control")).contains("no-store");

        byte[] proposed = (byte[]) session.getAttribute(SecondFactorPages.class.getName());
        send(post(PAGE + "/enrol"), session, "code", Totp.code(proposed, Totp.stepAt(clock.instant()), 6));

        assertThat(open(PAGE + "/square.png", session).getStatus()).isEqualTo(404);
        assertThat(open("/account", session).getContentAsString()).contains("已启用");
    }

    @Test
    void secret_is_unreadable_without_the_key_of_this_installation(@TempDir Path folder) throws Exception {
        SecretKeyFile keys = new SecretKeyFile(folder.resolve("new/secret.key").toString());
        byte[] sealed = keys.encrypt(secret, "zhang");

        assertThat(keys.decrypt(sealed, "zhang")).isEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/secret.key"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> keys.decrypt(sealed, "wang")).isInstanceOf(Refused.class);
        Files.delete(folder.resolve("new/secret.key"));
        assertThatThrownBy(() -> keys.decrypt(sealed, "zhang")).hasMessageContaining("从备份恢复");
        keys.encrypt(secret, "zhang");
        assertThatThrownBy(() -> keys.decrypt(sealed, "zhang")).hasMessageContaining("密钥文件");
    }

    private String code(long stepsAway) {
        return Totp.code(secret, Totp.stepAt(clock.instant()) + stepsAway, 6);
    }

    private void later() {
        itIs(clock.instant().plus(Duration.ofSeconds(60)));
    }

    private MockHttpServletResponse give(MockHttpSession session, String code) throws Exception {
        return send(post(PAGE), session, "code", code);
    }
}
