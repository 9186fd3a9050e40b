package safecity.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.FileSystemUtils;

/** Real servers in real processes. All share one unpacked copy of PostgreSQL, which is kept between runs. */
@Timeout(120)
class EmbeddedPostgresTest {

    static final Path BINARIES =
            Path.of(System.getProperty("java.io.tmpdir"), "safecity-postgres-" + System.getProperty("user.name"));

    private Path directory;
    private DatabaseSettings settings;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectories(BINARIES);
        directory = OtherInstance.openDirectory("safecity-data-");
        settings = new DatabaseSettings(directory.resolve("data").toString(), 0, false, BINARIES.toString());
    }

    @AfterEach
    void deleteDirectory() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    @Test
    void is_safe_by_default_and_speaks_chinese() throws Exception {
        settings = new DatabaseSettings(settings.dataDirectory(), 0, true, BINARIES.toString());

        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings);
                Connection connection = connect(server)) {
            assertThat(ask(connection, "show fsync")).isEqualTo("on");
            assertThat(ask(connection, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(connection, "show server_encoding")).isEqualTo("UTF8");
            assertThat(ask(connection, "show max_connections")).isEqualTo("100");
            assertThat(
                            ask(
                                    connection,
                                    "select string_agg(x, '' order by x collate \"zh-x-icu\") from unnest(array['张', '安', '李']) x"))
                    .isEqualTo("安李张");
        }
    }

    @Test
    void lets_nobody_in_from_outside_or_without_the_password() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings);
                Connection connection = connect(server)) {
            assertThat(ask(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(askAsSuperuser(server, "show unix_socket_directories")).isEmpty();
            assertThat(ask(connection, "select rolsuper::text from pg_roles where rolname = current_user"))
                    .isEqualTo("false");
            assertThat(Files.getPosixFilePermissions(settings.home().resolve("postgres-password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "guess"))
                    .isInstanceOf(SQLException.class);
            for (InetAddress address : outsideAddresses())
                assertThatThrownBy(() -> new Socket(address, server.port())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void keeps_the_data_over_a_restart() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
            write(server.url(), server.user(), server.password());
        }

        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings);
                Connection connection = connect(server)) {
            assertThat(ask(connection, "select text from note")).isEqualTo("整改");
        }
    }

    @Test
    void keeps_the_data_if_the_program_was_killed_and_stops_the_server_it_left() throws Exception {
        OtherInstance killed = OtherInstance.on(settings);
        write(killed.answer());
        killed.kill();
        String orphan = Files.readAllLines(settings.home().resolve("postgres/postmaster.pid"))
                .get(0);
        assertThat(isAlive(orphan)).isTrue();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings);
                Connection connection = connect(server)) {
            assertThat(isAlive(orphan)).isFalse();
            assertThat(ask(connection, "select text from note")).isEqualTo("整改");
        }
    }

    @Test
    void keeps_the_data_if_program_and_server_were_killed() throws Exception {
        OtherInstance killed = OtherInstance.on(settings);
        write(killed.answer());
        killed.kill();
        String orphan = Files.readAllLines(settings.home().resolve("postgres/postmaster.pid"))
                .get(0);
        ProcessHandle.of(Long.parseLong(orphan)).orElseThrow().destroyForcibly();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings);
                Connection connection = connect(server)) {
            assertThat(ask(connection, "select text from note")).isEqualTo("整改");
        }
    }

    @Test
    void leaves_a_stranger_alone_that_has_got_the_number_of_the_old_server() throws Exception {
        EmbeddedPostgres.start(settings).close();
        Process stranger = new ProcessBuilder("sleep", "120").start();
        try {
            Files.writeString(settings.home().resolve("postgres/postmaster.pid"), stranger.pid() + "\n");

            EmbeddedPostgres.start(settings).close();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void begins_anew_if_the_first_start_was_interrupted() throws Exception {
        Files.createDirectories(settings.home().resolve("postgres-unfinished/base"));

        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
            write(server.url(), server.user(), server.password());
        }
        assertThat(settings.home().resolve("postgres-unfinished")).doesNotExist();
    }

    @Test
    void runs_as_an_ordinary_user() throws Exception {
        assumeTrue(isRoot(), "the other tests run as an ordinary user already");
        String classPath = OtherInstance.classPathCopiedTo(Files.createDirectory(directory.resolve("classes")));
        List<String> nobody = List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

        try (OtherInstance other = OtherInstance.start(settings, nobody, classPath, Map.of())) {
            write(other.answer());
        }
        assertThat(Files.getOwner(settings.home().resolve("postgres")).getName())
                .isEqualTo("nobody");
        EmbeddedPostgres.start(settings).close();
        assertThat(Files.getOwner(settings.home().resolve("postgres/server.log"))
                        .getName())
                .as("root leaves the files to their owner")
                .isEqualTo("nobody");
    }

    @Test
    void runs_as_root_where_user_namespaces_are_forbidden() throws Exception {
        assumeTrue(isRoot(), "only root needs another account");
        Path programs = Files.createDirectory(directory.resolve("bin"));
        Files.copy(Path.of("/bin/false").toRealPath(), programs.resolve("unshare"));
        Map<String, String> path = Map.of("PATH", programs + ":" + System.getenv("PATH"));

        try (OtherInstance other = OtherInstance.start(settings, List.of(), OtherInstance.classPath(), path)) {
            write(other.answer());
        }
        assertThat(Files.getOwner(settings.home().resolve("postgres")).getName())
                .isIn("postgres", "nobody");
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }

    private static void write(String urlWithUser) throws SQLException {
        assertThat(urlWithUser).startsWith("jdbc:");
        try (Connection connection = DriverManager.getConnection(urlWithUser)) {
            connection.createStatement().execute("create table note as select '整改' as text");
        }
    }

    private static void write(String url, String user, String password) throws SQLException {
        write("%s?user=%s&password=%s".formatted(url, user, password));
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String askAsSuperuser(EmbeddedPostgres server, String query) throws SQLException, IOException {
        String password = Files.readString(settings.home().resolve("postgres-password"));
        try (Connection connection = DriverManager.getConnection(server.url(), "postgres", password)) {
            return ask(connection, query);
        }
    }

    /** A dead process whose parent has not asked for its end yet has no command line any more. */
    private static boolean isAlive(String process) throws IOException {
        Path commandLine = Path.of("/proc", process, "cmdline");
        return Files.exists(commandLine) && !Files.readString(commandLine).isEmpty();
    }

    private static boolean isRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private static List<InetAddress> outsideAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }
}
