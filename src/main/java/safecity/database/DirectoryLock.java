package safecity.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds a data directory for this process alone. The system lets go of it when the process ends, however it ends. */
final class DirectoryLock implements AutoCloseable {

    /** Closing any channel on the file would free this process's lock, so a second one in it is refused before opening. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** @throws StartRefused if another instance holds the directory, or this user may not write to it */
    static DirectoryLock take(Path home) {
        try {
            Files.createDirectories(home);
            Path directory = home.toRealPath();
            if (!HELD.add(directory))
                throw inUse(directory, String.valueOf(ProcessHandle.current().pid()));
            try {
                return new DirectoryLock(directory, locked(directory));
            } catch (IOException | RuntimeException failure) {
                HELD.remove(directory);
                throw failure;
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    "无法写入数据目录 %s，请检查它的属主和权限，或用 --safecity.data-directory 指定别的目录".formatted(home), failure);
        }
    }

    private static FileChannel locked(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null)
                throw inUse(directory, Files.readString(file).strip());
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static StartRefused inUse(Path directory, String process) {
        return new StartRefused(
                "数据目录 %s 正被另一个实例使用（进程号 %s），请先停止它，或用 --safecity.data-directory 指定别的目录".formatted(directory, process));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock ends with the process at the latest.
        } finally {
            HELD.remove(directory);
        }
    }
}
