package safecity.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What stands on the console when the program does not start: one sentence, and nothing else. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailuresTest {

    @Test
    void names_the_port_that_is_taken(CapturedOutput console) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> SpringApplication.run(WebServer.class, "--server.port=" + port));

            assertThat(console.getAll().strip())
                    .isEqualTo("启动失败：端口 " + port
                            + " 已被占用，请停止占用它的程序，或用 --server.port（监控端口用 --management.server.port）指定别的端口");
        }
    }

    @Test
    void names_the_directory_that_is_in_use(CapturedOutput console, @TempDir Path data) throws Exception {
        try (DirectoryLock held = DirectoryLock.take(data)) {
            assertThatThrownBy(() ->
                    SpringApplication.run(Database.class, "--safecity.data-directory=" + data, "--server.port=0"));

            assertThat(console.getAll().strip())
                    .startsWith("启动失败：数据目录 " + data.toRealPath() + " 正被另一个实例使用")
                    .endsWith("请先停止它，或用 --safecity.data-directory 指定别的目录")
                    .doesNotContain("\n");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ServletWebServerFactoryAutoConfiguration.class)
    static class WebServer {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ServletWebServerFactoryAutoConfiguration.class, EmbeddedPostgresConfiguration.class})
    static class Database {}
}
