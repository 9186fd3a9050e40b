package safecity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What tests need of the machine: installed where that is allowed; where it is not, a message says what to do. */
public final class DebianPackages {

    private DebianPackages() {}

    /** Returns what a person has to do who gets no further. */
    public static String advice(String who, List<String> packages) {
        return """
                %1$s need %2$s, and installing was not possible (no root, no password-less sudo, no apt-get, or no package source). \
                Please run: apt-get update && apt-get install -y --no-install-recommends %2$s""".formatted(who, String.join(" ", packages));
    }

    /** Tries to install packages; the processes that run tests install one after the other. */
    public static void install(List<String> packages) {
        try (FileChannel file = FileChannel.open(
                        Path.of("target", "packages.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock one = file.lock()) {
            assert one.isValid();
            installAlone(packages);
        } catch (IOException unlockable) {
            throw new UncheckedIOException(unlockable);
        }
    }

    private static void installAlone(List<String> packages) {
        List<String> asRoot =
                run(10, "id", "-u").map(String::strip).equals(Optional.of("0")) ? List.of() : List.of("sudo", "-n");
        System.out.println("Tests: installing " + String.join(" ", packages));
        run(300, command(asRoot, List.of("apt-get", "update")));
        List<String> install = new ArrayList<>(List.of(
                "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"));
        install.addAll(packages);
        run(900, command(asRoot, install));
    }

    private static String[] command(List<String> prefix, List<String> words) {
        return Stream.concat(prefix.stream(), words.stream()).toArray(String[]::new);
    }

    /** Returns what a command printed; empty if it is not there, fails or takes too long. */
    public static Optional<String> run(int seconds, String... command) {
        Path output = null;
        try {
            output = Files.createTempFile("chromium", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(Files.readString(output, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            delete(output);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
