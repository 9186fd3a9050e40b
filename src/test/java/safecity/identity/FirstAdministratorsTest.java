package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.database.StartRefused;

class FirstAdministratorsTest extends AccountCase {

    private final List<Object> told = new ArrayList<>();

    @TempDir
    private Path folder;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private Demonstration demonstration;

    @Test
    void empty_installation_gets_administrators_who_must_change_their_passwords() {
        inAnEmptyInstallation(command -> {
            Path file = command.make(List.of("first1", "first2"));

            assertThat(permissions(file)).isEqualTo("rw-------");
            List<String> lines = lines(file);
            assertThat(lines).hasSize(3);
            String password = lines.get(1).split(",")[1];
            Standing system = standings.find("first1").orElseThrow();
            assertThat(encoder.matches(password, system.person().passwordHash()))
                    .isTrue();
            assertThat(system.mustChange()).isTrue();
            assertThat(system.person().roles()).containsExactly(Role.SYSTEM_ADMINISTRATOR);
            assertThat(people.require("first2").roles()).containsExactly(Role.SECURITY_ADMINISTRATOR);
            assertThat(told)
                    .contains(new AccountChanged("", "first2", "由 --safecity.first-administrator 建立，安全管理员"))
                    .hasSize(2);
        });
    }

    @Test
    void command_fills_what_is_missing_and_no_more() {
        inAnEmptyInstallation(command -> {
            remove(command.make(List.of("first1")));
            assertThatThrownBy(() -> command.make(List.of("second1", "second2", "second3")))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("现缺 2 个管理员，请依次给出：安全管理员,审计管理员");

            remove(command.make(List.of("second1", "second2")));

            assertThat(people.require("second1").roles()).containsExactly(Role.SECURITY_ADMINISTRATOR);
            assertThat(people.require("second2").roles()).containsExactly(Role.AUDIT_ADMINISTRATOR);
            assertThatThrownBy(() -> command.make(List.of("third")))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("三个管理员都已有在用账号");
        });
    }

    @Test
    void passwords_that_were_not_fetched_are_not_overwritten() {
        inAnEmptyInstallation(command -> {
            command.make(List.of("first1"));
            assertThatThrownBy(() -> command.make(List.of("second1")))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("已经存在");
        });
    }

    @Test
    void wrong_reserved_or_taken_logins_are_refused() {
        inAnEmptyInstallation(command -> {
            assertThatThrownBy(() -> command.make(List.of("a b"))).hasMessageContaining("不合要求");
            assertThatThrownBy(() -> command.make(List.of("duban"))).hasMessageContaining("已有人使用");
            assertThatThrownBy(() -> command.make(List.of("sealed-administrator")))
                    .hasMessageContaining("系统保留");
            assertThatThrownBy(() -> command.make(List.of("ab", "bc", "cd", "de")))
                    .hasMessageContaining("给出了 4 个登录名，现缺 3 个");
        });
    }

    @Test
    void administrator_who_lost_telephone_and_codes_is_let_in_again() {
        String login = account(null, Role.SECURITY_ADMINISTRATOR);
        String clerk = account(UNIT, Role.UNIT_CLERK);
        jdbc.sql("update safecity.account set second_factor = '\\x00' where login in (:logins)")
                .param("logins", List.of(login, clerk))
                .update();

        transaction.executeWithoutResult(status -> command().resetFactor(login));

        assertThat(standings.find(login).orElseThrow().secondFactor()).isFalse();
        assertThat(jdbc.sql(
                                "select count(*) from safecity.audit_entry where object = :login and name = '系统' and details = '停用动态口令'")
                        .param("login", login)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThatThrownBy(() -> command().resetFactor(clerk))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("只用于三个管理员");
        assertThatThrownBy(() -> command().resetFactor(login)).hasMessageContaining("没有启用动态口令");
    }

    @Test
    void first_password_never_looks_like_a_formula() {
        FirstPasswords passwords = new FirstPasswords();
        for (int at = 0; at < 2_000; at++) {
            assertThat(passwords.make("login" + at)).doesNotStartWith("-").matches("[\\w-]{16}");
        }
    }

    private FirstAdministrators command() {
        return new FirstAdministrators(
                people,
                new Administrators(jdbc, demonstration),
                accounts,
                factors,
                encoder,
                told::add,
                "",
                "",
                folder.toString());
    }

    /** What other tests made is out of the way until the end of the transaction, which is rolled back. */
    private void inAnEmptyInstallation(java.util.function.Consumer<FirstAdministrators> work) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update safecity.account set enabled = false where not demonstration")
                    .update();
            work.accept(command());
            status.setRollbackOnly();
        });
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException undeletable) {
            throw new java.io.UncheckedIOException(undeletable);
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
