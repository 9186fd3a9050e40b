package safecity.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import safecity.database.ServerAccount.Answer;

/** The server of an earlier run that was killed and could not stop it. */
final class LeftOver {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOver.class);

    private LeftOver() {}

    /**
     * Stops the server that still works on these files. If its number now belongs to another program, as happens after
     * a reboot, that program is left alone and only the number is forgotten.
     *
     * @param data    the server's files; the caller holds the lock on the directory around them
     * @param control runs {@code pg_ctl} on these files
     */
    static void stop(Path data, Function<List<String>, Answer> control) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) return;
        String number = Files.readString(file).lines().findFirst().orElse("").strip();
        Path process = Path.of("/proc").resolve(number.isEmpty() ? "none" : number);
        if (!Files.exists(process)) return; // the server itself sees that nobody is there, and recovers
        if (!worksOn(data, process)) {
            Files.delete(file);
            return;
        }
        LOG.warn("上次运行没有正常结束，正在停止它留下的数据库（进程号 {}）", number);
        if (control.apply(List.of("stop", "-m", "fast", "-w", "-t", "60")).isGood()) return;
        if (control.apply(List.of("stop", "-m", "immediate", "-w", "-t", "60")).isGood()) return;
        throw new StartRefused("上次运行留下的数据库进程 %s 停不下来，请先结束它（kill %s）再启动".formatted(number, number));
    }

    private static boolean worksOn(Path data, Path process) {
        try {
            String commandLine = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            String directory = new String(data.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            if (commandLine.contains("postgres") && commandLine.contains("\0" + directory + "\0")) return true;
            return data.toRealPath().equals(process.resolve("cwd").toRealPath());
        } catch (IOException unreadable) {
            return false;
        }
    }
}
