package safecity.identity;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safecity.SafeCity;

/** The program once more, as a process of its own on the database of the tests, out of demonstration mode and behind a proxy on this machine. */
final class SecondNode {

    private final Process process;
    private final int port;

    private SecondNode(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SecondNode start(HikariDataSource pool, String... arguments) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx700m",
                "-cp",
                classPath(),
                SafeCity.class.getName(),
                "--server.port=" + port,
                "--management.server.port=0",
                "--spring.freemarker.enabled=false", // only the provider brings it
                "--spring.datasource.url=" + pool.getJdbcUrl(),
                "--spring.datasource.username=" + pool.getUsername(),
                "--spring.datasource.password=" + pool.getPassword(),
                "--spring.datasource.hikari.maximum-pool-size=5",
                "--camunda.bpm.job-execution.enabled=false",
                "--safecity.data-directory=target/test-second",
                "--safecity.demonstration=off",
                "--safecity.single-database-account=true",
                "--safecity.notice-poll=PT24H",
                "--safecity.recount-poll=PT24H",
                "--safecity.digest-cron=-",
                "--safecity.account-cron=-",
                "--safecity.daily-figures-poll=PT24H",
                "--safecity.webhook-poll=PT24H",
                "--safecity.session-check=PT1S",
                "--safecity.node=second",
                "--safecity.audit-denials=20",
                "--safecity.audit-window=PT5S",
                "--server.forward-headers-strategy=native",
                "--server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1|0:0:0:0:0:0:0:1"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "second-node.log").toFile())
                .start();
        return new SecondNode(process, port);
    }

    /** Where its pages begin. */
    String base() {
        return "http://localhost:" + port;
    }

    /** What it listens on, as Linux writes it: address in hexadecimal, a colon, port in hexadecimal. */
    List<String> listening() throws IOException {
        Path own = Path.of("/proc", Long.toString(process.pid()));
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(own.resolve("fd"))) {
            for (Path file : files.filter(Files::isSymbolicLink).toList()) {
                sockets.add(Files.readSymbolicLink(file).toString());
            }
        }
        List<String> listening = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(own.resolve(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]")) {
                    listening.add(columns[1]);
                }
            }
        }
        return listening;
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Somebody's browser, with cookies of its own. */
    static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private static String classPath() {
        return SafeCity.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
