package safecity.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the embedded server does not start, and what the operator reads then. */
@Timeout(120)
class EmbeddedPostgresRefusalTest {

    private static final Path BINARIES = EmbeddedPostgresTest.BINARIES;

    private DatabaseSettings settings = new DatabaseSettings("", 0, false, null);

    @BeforeEach
    void chooseDirectory(@TempDir Path directory) throws IOException {
        Files.createDirectories(BINARIES);
        settings = new DatabaseSettings(directory.resolve("data").toString(), 0, false, BINARIES.toString());
    }

    @Test
    void refuses_a_directory_that_another_instance_uses() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("正被另一个实例使用");
            try (OtherInstance other = OtherInstance.on(settings)) {
                assertThat(other.answer())
                        .contains(settings.home().toString(), "正被另一个实例使用", "请先停止它", "--safecity.data-directory");
            }
            assertThat(answers(server)).isTrue();
        }
        EmbeddedPostgres.start(settings).close();
    }

    @Test
    void refuses_the_data_of_another_major_version() throws Exception {
        Path data = Files.createDirectories(settings.home().resolve("postgres"));
        Files.writeString(data.resolve("PG_VERSION"), "16\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("由 PostgreSQL 16 建立，本程序自带 17.")
                .hasMessageContaining("pg_dump");
    }

    @Test
    void refuses_a_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedPostgres.start(
                            new DatabaseSettings(settings.dataDirectory(), port, false, BINARIES.toString())))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("端口 " + port + " 已被占用");
        }
    }

    private static boolean answers(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password())) {
            return connection.isValid(5);
        }
    }
}
