package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecity.database.StartRefused;

class FirstAdministratorsTest extends AccountCase {

    private final List<Object> told = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void empty_installation_gets_administrators_who_must_change_their_passwords() {
        inAnEmptyInstallation(command -> {
            Path file = command.make(List.of("erste1", "erste2"));

            assertThat(permissions(file)).isEqualTo("rw-------");
            List<String> lines = lines(file);
            assertThat(lines).hasSize(3);
            String password = lines.get(1).split(",")[1];
            Standing system = standings.find("erste1").orElseThrow();
            assertThat(encoder.matches(password, system.person().passwordHash()))
                    .isTrue();
            assertThat(system.mustChange()).isTrue();
            assertThat(system.person().roles()).containsExactly(Role.SYSTEM_ADMINISTRATOR);
            assertThat(people.require("erste2").roles()).containsExactly(Role.SECURITY_ADMINISTRATOR);
            assertThat(told)
                    .contains(new AccountChanged("", "erste2", "由 --safecity.first-administrator 建立，安全管理员"))
                    .hasSize(2);
            assertThatThrownBy(() -> command.make(List.of("zweite")))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("已有管理员账号“erste1”");
        });
    }

    @Test
    void wrong_or_taken_logins_are_refused() {
        inAnEmptyInstallation(command -> {
            assertThatThrownBy(() -> command.make(List.of("a b"))).hasMessageContaining("不合要求");
            assertThatThrownBy(() -> command.make(List.of("duban"))).hasMessageContaining("已有人使用");
            assertThatThrownBy(() -> command.make(List.of("ab", "bc", "cd", "de")))
                    .hasMessageContaining("一到三个登录名");
        });
    }

    /** What other tests made is out of the way until the end of the transaction, which is rolled back. */
    private void inAnEmptyInstallation(java.util.function.Consumer<FirstAdministrators> work) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update safecity.account set enabled = false where not demonstration")
                    .update();
            work.accept(new FirstAdministrators(people, accounts, encoder, told::add, "", folder.toString()));
            status.setRollbackOnly();
        });
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
