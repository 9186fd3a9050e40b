package safecity.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import safecity.database.ServerAccount.Answer;

/** The server of an earlier run that was killed and could not stop it. */
final class LeftOver {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOver.class);

    private LeftOver() {}

    /**
     * Stops the server that still works on these files, or waits for the last of its helpers if it is dead itself. If
     * its number now belongs to another program, as happens after a reboot, that program is left alone and only the
     * number is forgotten.
     *
     * @param data    the server's files; the caller holds the lock on the directory around them
     * @param control runs {@code pg_ctl} on these files
     */
    static void stop(Path data, Function<List<String>, Answer> control) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) return;
        String number = Files.readString(file).lines().findFirst().orElse("").strip();
        Path process = Path.of("/proc").resolve(number.isEmpty() ? "none" : number);
        if (isServer(process, data)) {
            LOG.warn("Stopping the PostgreSQL, process {}, that a killed run left behind", number);
            if (control.apply(List.of("stop", "-m", "fast", "-w", "-t", "60")).isGood()) return;
            if (control.apply(List.of("stop", "-m", "immediate", "-w", "-t", "60"))
                    .isGood()) return;
            throw busy(number);
        }
        awaitHelpers(data);
        if (Files.exists(process))
            Files.delete(file); // a stranger, else the server sees by itself that nobody is there
    }

    private static void awaitHelpers(Path data) {
        List<ProcessHandle> helpers = ProcessHandle.allProcesses()
                .filter(handle -> worksIn(data, Path.of("/proc", String.valueOf(handle.pid()))))
                .toList();
        CompletableFuture<?>[] ends =
                helpers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(60, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            throw busy(numbers(helpers));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw busy(numbers(helpers));
        }
    }

    private static String numbers(List<ProcessHandle> processes) {
        return processes.stream().map(handle -> String.valueOf(handle.pid())).collect(joining(" "));
    }

    private static StartRefused busy(String numbers) {
        return new StartRefused("上次运行留下的数据库进程 %s 停不下来，请先结束它（kill %s）再启动".formatted(numbers, numbers));
    }

    private static boolean isServer(Path process, Path data) {
        try {
            String commandLine = Files.readString(process.resolve("cmdline"), ISO_8859_1);
            String directory = new String(data.toString().getBytes(UTF_8), ISO_8859_1);
            return commandLine.contains("postgres")
                    && (commandLine.contains("\0" + directory + "\0") || worksIn(data, process));
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean worksIn(Path data, Path process) {
        try {
            return data.toRealPath().equals(process.resolve("cwd").toRealPath());
        } catch (IOException goneOrForeign) {
            return false;
        }
    }
}
