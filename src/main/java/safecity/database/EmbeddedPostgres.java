package safecity.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import safecity.database.ServerAccount.Answer;

/**
 * A PostgreSQL server of our own, for a machine that has none. It keeps what it was told through a power cut, listens
 * on 127.0.0.1 only, and works alike for root and for an ordinary user. If this process is killed, the server lives on
 * until the next start on the same directory, which stops it first.
 *
 * <p>In the data directory: {@code postgres} (the server's files, {@code server.log} among them), {@code
 * postgres-password} (of the superuser {@code postgres}, for backups), {@code lock}, {@code pg-…} (the programs).
 * The program itself logs in without superuser rights, see {@link DatabaseRoles}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String HOST = "127.0.0.1";
    private static final long LONGEST_LOG = 10_000_000;

    private final DatabaseSettings settings;
    private final Path home;
    private final Path data;
    private final Path passwordFile;
    private final DirectoryLock lock;
    private final PostgresBinaries binaries;
    private final ServerAccount account;
    private final DatabaseRoles roles = new DatabaseRoles();
    private int port;
    private boolean closed;

    /**
     * Starts the server, on first use with an empty database. Returns when it takes connections.
     *
     * @throws StartRefused if it cannot start; the message says what to do
     */
    public static EmbeddedPostgres start(DatabaseSettings settings) {
        DirectoryLock lock = DirectoryLock.take(settings.home());
        try {
            EmbeddedPostgres server = new EmbeddedPostgres(settings, lock);
            server.start();
            return server;
        } catch (IOException | UncheckedIOException | SQLException failure) {
            lock.close();
            throw new StartRefused("内嵌数据库无法启动（数据目录 %s）：%s".formatted(settings.home(), failure.getMessage()), failure);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private EmbeddedPostgres(DatabaseSettings settings, DirectoryLock lock) throws IOException {
        this.settings = settings;
        this.lock = lock;
        home = settings.home();
        data = home.resolve("postgres");
        passwordFile = home.resolve("postgres-password");
        binaries = PostgresBinaries.unpackedIn(settings.binaries());
        account = ServerAccount.reaching(home, binaries.home(), data);
    }

    /** Address for JDBC, without user and password. */
    public String url() {
        return "jdbc:postgresql://%s:%d/%s".formatted(HOST, port, DatabaseRoles.DATABASE);
    }

    /** The account that the program works as: it can read and write rows, and alter no table of ours. */
    public String user() {
        return DatabaseRoles.APPLICATION;
    }

    /** Password of {@link #user}, valid until the next start. */
    public String password() {
        return roles.applicationPassword();
    }

    /** The account that migrations work as: it owns our tables, and is no superuser. */
    public String owner() {
        return DatabaseRoles.OWNER;
    }

    /** Password of {@link #owner}, valid until the next start. */
    public String ownerPassword() {
        return roles.ownerPassword();
    }

    /** TCP port on 127.0.0.1. */
    public int port() {
        return port;
    }

    private void start() throws IOException, SQLException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            refuseOtherVersion();
            account.own(data);
            LeftOver.stop(data, this::control);
        } else {
            initialise();
        }
        shortenLog();
        int attempts = settings.embeddedPort() == 0 ? 3 : 1; // a free port may be taken before the server has it
        Answer answer;
        do {
            port = choosePort();
            answer = control(List.of("start", "-w", "-t", "300", "-l", log().toString(), "-o", serverOptions()));
        } while (!answer.isGood() && --attempts > 0);
        if (!answer.isGood()) throw notStarted(answer);
        try {
            roles.prepare(HOST, port, Files.readString(passwordFile).strip());
        } catch (SQLException | IOException | RuntimeException failure) {
            stop();
            throw failure;
        }
        LOG.debug("PostgreSQL listens on {}:{}, its data are in {}", HOST, port, data);
    }

    private void refuseOtherVersion() throws IOException {
        String present = Files.readString(data.resolve("PG_VERSION")).strip();
        String ours = account.run(home, List.of(binaries.program("pg_ctl"), "--version"))
                .output();
        if (ours.matches(".*\\) %s\\..*".formatted(present))) return;
        throw new StartRefused(("数据目录 %s 由 PostgreSQL %s 建立，本程序自带 %s，不能直接使用。"
                        + "请先用原来的程序版本导出（pg_dump），再导入新的数据目录，或用 --safecity.data-directory 指定别的目录")
                .formatted(data, present, ours.replaceAll(".*\\) ", "")));
    }

    /** Works in a directory beside the final one, so that an interrupted start leaves nothing that looks complete. */
    private void initialise() throws IOException {
        Path unfinished = home.resolve("postgres-unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(unfinished);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, DatabaseRoles.randomPassword());
        account.own(passwordFile);
        List<String> command = new ArrayList<>(List.of(binaries.program("initdb"), "-D", unfinished.toString()));
        command.addAll(List.of("-U", "postgres", "-A", "scram-sha-256", "--pwfile=" + passwordFile));
        command.addAll(List.of("-E", "UTF8", "--locale=C", "--data-checksums"));
        if (!settings.embeddedFsync()) command.add("--no-sync");
        Answer answer = account.run(home, command);
        if (!answer.isGood()) throw new IOException(answer.lastLine());
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private String serverOptions() {
        String safety = settings.embeddedFsync() ? "on" : "off";
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=" + HOST,
                "unix_socket_directories=",
                "max_connections=100",
                "timezone=Asia/Shanghai",
                "log_timezone=Asia/Shanghai",
                "fsync=" + safety,
                "full_page_writes=" + safety,
                "synchronous_commit=" + safety);
    }

    private int choosePort() throws IOException {
        int wanted = settings.embeddedPort();
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (java.net.BindException taken) {
            throw new StartRefused(
                    "内嵌数据库的端口 %d 已被占用，请停止占用它的程序，或用 --safecity.embedded-port 指定别的端口（0 表示自动选择）".formatted(wanted), taken);
        }
    }

    private Answer control(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(binaries.program("pg_ctl"), "-D", data.toString()));
        command.addAll(arguments);
        return account.run(home, command);
    }

    private Path log() {
        return data.resolve("server.log");
    }

    private void shortenLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LONGEST_LOG)
            Files.move(log(), data.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }

    private StartRefused notStarted(Answer answer) throws IOException {
        stop();
        List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        return new StartRefused("内嵌数据库没有启动（%s），它的日志 %s 最后写着：\n  %s".formatted(answer.lastLine(), log(), last));
    }

    private void stop() {
        if (!control(List.of("stop", "-m", "fast", "-w", "-t", "60")).isGood())
            control(List.of("stop", "-m", "immediate", "-w", "-t", "30"));
    }

    /** Stops the server after it has written everything, and frees the directory. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        stop();
        lock.close();
    }
}
