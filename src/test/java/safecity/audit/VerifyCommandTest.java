package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.SafeCity;
import safecity.database.EmbeddedPostgres;

/** The program, called to verify, as a process of its own on the database of this test. */
class VerifyCommandTest extends AuditCase {

    @TempDir
    private Path directory;

    @Autowired
    private EmbeddedPostgres database;

    private record Answer(int code, String console) {}

    private Answer verify(Path anchors) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx160m",
                "-cp",
                classPath(),
                SafeCity.class.getName(),
                "--safecity.verify-audit",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--safecity.anchor-directory=" + anchors));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String console = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), console);
    }

    /** Of this process, however it was started. */
    private static String classPath() {
        return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    @Test
    void ends_well_if_all_is_as_it_was_written_and_opens_no_port() throws Exception {
        audit.record(null, "测试", "", "");
        new DailyAnchor(chain, new AnchorFiles(directory.toString(), ""), audit, clock).write();

        Answer answer = verify(directory);

        assertThat(answer.console())
                .contains("审计链完整。共核对 %,d 条、锚点 1 个".formatted(chain.end().seq()));
        assertThat(answer.console()).doesNotContain("Tomcat", "创安督办已启动");
        assertThat(answer.code()).isZero();
    }

    @Test
    void ends_with_an_error_that_names_the_first_broken_entry() throws Exception {
        audit.record(null, "测试", "", "");
        Chain.End end = chain.end();
        AnchorFiles files = new AnchorFiles(directory.toString(), "");
        files.append(
                new Anchor(LocalDate.of(2020, 6, 1), clock.instant(), end.seq() + 7, end.seq() + 7, "0".repeat(64)));

        Answer answer = verify(directory);

        assertThat(answer.console()).contains("审计链已损坏", "而日志只到第 %d 条".formatted(end.seq()));
        assertThat(answer.code()).isEqualTo(1);
    }
}
