package safecity.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.identity.Demonstration;

/**
 * 程序启动: at each start the program's version and whether it demonstrates, and of the files in {@code ./config} (rules, texts, templates, settings)
 * those that are others than at the last start of this node. Models tell of themselves when they are deployed.
 */
@Component
@Order(5)
class StartedWith implements ApplicationRunner {

    private static final Path FOLDER = Path.of("config");

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Demonstration demonstration;
    private final Clock clock;

    StartedWith(JdbcClient jdbc, AuditTrail audit, Demonstration demonstration, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.demonstration = demonstration;
        this.clock = clock;
    }

    /** Tells it. Without the entries the program does not start. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) throws IOException {
        String version =
                Objects.requireNonNullElse(StartedWith.class.getPackage().getImplementationVersion(), "开发版");
        audit.record(null, "程序启动", "版本 " + version, demonstration.isOn() ? "演示模式开启" : "演示模式关闭");
        compare(FOLDER);
    }

    /** Tells which files of a folder are not what they were. */
    @Transactional
    public void compare(Path folder) throws IOException {
        Map<String, String> files = files(folder);
        Map<String, String> known = known();
        files.forEach((name, hash) -> {
            String before = known.getOrDefault(name, "");
            if (!before.equals(hash)) {
                keep(name, hash);
                audit.record(null, "配置文件", name, "SHA-256 %s → %s".formatted(before.isEmpty() ? "无" : before, hash));
            }
        });
        known.forEach((name, hash) -> {
            if (!files.containsKey(name)) {
                forget(name);
                audit.record(null, "配置文件", name, "SHA-256 %s → 无，文件已不在".formatted(hash));
            }
        });
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile)
                        .filter(each -> !each.getFileName().toString().startsWith("."))
                        .toList()) {
                    hashes.put("config/" + folder.relativize(file).toString().replace('\\', '/'), sha256(file));
                }
            }
        }
        return hashes;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> known() {
        return jdbc
                .sql("select name, sha256 from safecity.known_file where node = :node order by name")
                .param("node", audit.node())
                .query((row, index) -> Map.entry(row.getString("name"), row.getString("sha256")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    private void keep(String name, String hash) {
        jdbc.sql("""
                insert into safecity.known_file (node, name, sha256, noticed_at)
                values (:node, :name, :hash, :now)
                on conflict (node, name) do update set sha256 = excluded.sha256, noticed_at = excluded.noticed_at""")
                .param("node", audit.node())
                .param("name", name)
                .param("hash", hash)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void forget(String name) {
        jdbc.sql("delete from safecity.known_file where node = :node and name = :name")
                .param("node", audit.node())
                .param("name", name)
                .update();
    }
}
