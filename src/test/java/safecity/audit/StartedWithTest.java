package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** With which program and which files each start went on. */
class StartedWithTest extends AuditCase {

    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Autowired
    private StartedWith started;

    @TempDir
    private Path folder;

    @Test
    void the_start_says_which_program_and_whether_it_demonstrates() {
        assertThat(jdbc.sql("select details from safecity.audit_entry where act = '程序启动' and object like '版本 %'")
                        .query(String.class)
                        .list())
                .contains("演示模式开启");
        assertThat(jdbc.sql("select object from safecity.audit_entry where act = '配置文件'")
                        .query(String.class)
                        .list())
                .contains(
                        "config/holidays.csv",
                        "config/lamps.csv",
                        "config/documents/kinds.csv",
                        "config/notices/kinds.csv",
                        "config/weak-passwords.txt",
                        "config/application.yaml");
    }

    @Test
    void a_file_that_came_changed_or_went_is_told_once() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("delete from safecity.known_file").update();
            Path file = folder.resolve("templates").resolve("letter.docx");

            compareAfter(() -> {
                Files.createDirectories(file.getParent());
                Files.createFile(file);
            });
            compareAfter(() -> {});
            assertThat(known()).containsExactly("config/templates/letter.docx " + NOTHING);

            compareAfter(() -> Files.writeString(file, "x"));
            assertThat(known()).hasSize(1).noneMatch(each -> each.endsWith(NOTHING));

            compareAfter(() -> Files.delete(file));
            assertThat(known()).isEmpty();
        });
    }

    private interface Act {
        void run() throws java.io.IOException;
    }

    private void compareAfter(Act act) {
        try {
            act.run();
            started.compare(folder);
        } catch (java.io.IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private List<String> known() {
        return jdbc.sql("select name || ' ' || sha256 from safecity.known_file order by name")
                .query(String.class)
                .list();
    }
}
