package safecity.database;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.logging.LogFactory;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** A second Java process that runs {@link EmbeddedPostgres}, so that a test can kill it or run it as somebody else. */
final class OtherInstance implements AutoCloseable {

    private static final List<Class<?>> NEEDED = List.of(
            EmbeddedPostgres.class,
            OtherInstance.class,
            TarArchiveInputStream.class,
            XZInputStream.class,
            IOUtils.class,
            StringUtils.class,
            PGSimpleDataSource.class,
            Logger.class,
            FileSystemUtils.class,
            LogFactory.class,
            ConfigurationProperties.class);

    private final Process process;
    private final BufferedReader output;

    private OtherInstance(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The other process, with fsync on, since it will be killed: prints one line when the server runs or is refused, then waits for the end of its input. */
    public static void main(String[] arguments) throws IOException {
        java.io.PrintStream console = new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(new DatabaseSettings(arguments[0], 0, true, arguments[1]))) {
            console.println("%s?user=%s&password=%s".formatted(server.url(), server.user(), server.password()));
            while (System.in.read() >= 0) {}
        } catch (StartRefused refused) {
            console.println(refused.getMessage());
        }
    }

    static OtherInstance on(DatabaseSettings settings) {
        return start(settings, List.of(), classPath(), Map.of());
    }

    /** @param prefix words before {@code java}, for another user */
    static OtherInstance start(
            DatabaseSettings settings, List<String> prefix, String classPath, Map<String, String> environment) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", classPath, OtherInstance.class.getName()));
        command.addAll(List.of(settings.home().toString(), settings.binaries().toString()));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(settings.binaries().toFile());
            builder.environment().putAll(environment);
            return new OtherInstance(
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The URL with user and password if it runs, else why not. */
    String answer() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("jdbc:") || line.contains("数据")) return line;
        }
        return "it ended without an answer";
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** Only what the server needs, from wherever this process has it. */
    static String classPath() {
        return needed().map(Path::toString).collect(joining(File.pathSeparator));
    }

    /** Copies what the server needs to a directory that every user may read. */
    static String classPathCopiedTo(Path directory) throws IOException {
        List<String> copies = new ArrayList<>();
        for (Path entry : needed().toList()) {
            Path copy = directory.resolve(copies.size() + "-" + entry.getFileName());
            if (Files.isDirectory(entry)) copyClasses(entry, copy);
            else Files.copy(entry, copy);
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static Stream<Path> needed() {
        Stream<URL> classes = NEEDED.stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation());
        Stream<URL> binaries = Stream.of("/postgres-linux-x86_64.txz", "/postgres-linux-arm_64.txz")
                .map(OtherInstance.class::getResource)
                .filter(Objects::nonNull)
                .map(OtherInstance::jarOf);
        return Stream.concat(classes, binaries).map(OtherInstance::pathOf).distinct();
    }

    private static URL jarOf(URL resource) {
        try {
            return ((JarURLConnection) resource.openConnection()).getJarFileURL();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path pathOf(URL location) {
        return Path.of(URI.create(location.toString()));
    }

    private static void copyClasses(Path from, Path to) throws IOException {
        Path own = Path.of("safecity", "database");
        Files.createDirectories(to.resolve(own));
        try (Stream<Path> files = Files.list(from.resolve(own))) {
            for (Path file : files.toList()) Files.copy(file, to.resolve(own).resolve(file.getFileName()));
        }
    }

    /** Makes a directory that every user may enter and write to. */
    static Path openDirectory(String name) throws IOException {
        Path directory = Files.createTempDirectory(name);
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
