package safecity.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL programs, unpacked once from the class path.
 *
 * @param home directory that holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

    /** Unpacks into {@code parent/pg-<checksum>}, or finds that there from an earlier start. Safe to call in parallel. */
    static PostgresBinaries unpackedIn(Path parent) throws IOException {
        String archive = archive();
        Path home = parent.resolve("pg-%08x".formatted(checksum(archive)));
        if (Files.isDirectory(home)) return new PostgresBinaries(home);

        Files.createDirectories(parent);
        Path unfinished = Files.createTempDirectory(
                parent,
                "pg-unpacking-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try {
            unpack(archive, unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            FileSystemUtils.deleteRecursively(unfinished);
            if (!Files.isDirectory(home)) throw failure; // else another process was faster
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String archive() {
        String machine = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
        return switch (machine.toLowerCase(Locale.ROOT)) {
            case "linux-amd64", "linux-x86_64" -> "/postgres-linux-x86_64.txz";
            case "linux-aarch64" -> "/postgres-linux-arm_64.txz";
            default ->
                throw new StartRefused(
                        "没有适用于本机（%s）的内嵌数据库，请安装 PostgreSQL，并用 --spring.datasource.url 指定它".formatted(machine));
        };
    }

    private static InputStream open(String archive) throws IOException {
        InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
        if (stream == null) throw new IOException(archive + " is not on the class path");
        return new BufferedInputStream(stream, 1 << 16);
    }

    private static long checksum(String archive) throws IOException {
        try (CheckedInputStream stream = new CheckedInputStream(open(archive), new CRC32())) {
            stream.transferTo(java.io.OutputStream.nullOutputStream());
            return stream.getChecksum().getValue();
        }
    }

    private static void unpack(String archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(open(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) throw new IOException(entry.getName() + " leads out of " + archive);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
