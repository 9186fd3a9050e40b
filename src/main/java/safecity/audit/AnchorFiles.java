package safecity.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 锚点文件: one file a month, {@code YYYY-MM.csv}, to which lines are added and nothing else; a line that was written is on the disk. */
@Component
class AnchorFiles {

    private static final String NAME = "\\d{4}-\\d{2}\\.csv";

    private final Path directory;

    AnchorFiles(
            @Value("${safecity.anchor-directory:}") String directory,
            @Value("${safecity.data-directory}") String dataDirectory) {
        this.directory = (directory.isBlank() ? Path.of(dataDirectory, "anchors") : Path.of(directory))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * What the files hold.
     *
     * @param unreadable file and line of what is no anchor, such as {@code 2026-11.csv:7}
     */
    record Content(List<Anchor> anchors, List<String> unreadable) {}

    /** Where the files lie. */
    Path directory() {
        return directory;
    }

    /** Reads all files, the oldest first. */
    synchronized Content read() {
        List<Anchor> anchors = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return new Content(anchors, unreadable);
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches(NAME))
                    .sorted()
                    .toList()) {
                read(file, anchors, unreadable);
            }
            return new Content(anchors, unreadable);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void read(Path file, List<Anchor> anchors, List<String> unreadable) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isEmpty() || line.equals(Anchor.HEADING)) {
                continue;
            }
            int at = number;
            Anchor.parse(line)
                    .ifPresentOrElse(anchors::add, () -> unreadable.add("%s:%d".formatted(file.getFileName(), at)));
        }
    }

    /** Adds a line to the file of its month. A line that a power cut tore stays as it is; the next one begins on a line of its own. */
    synchronized void append(Anchor anchor) {
        try {
            boolean made = Files.notExists(directory);
            Files.createDirectories(directory);
            Path parent = directory.getParent();
            if (made && parent != null) {
                force(parent);
            }
            Path file = directory.resolve(YearMonth.from(anchor.day()) + ".csv");
            boolean isNew = Files.notExists(file);
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                String before = isNew ? Anchor.HEADING + "\n" : endsWithLine(file) ? "" : "\n";
                ByteBuffer line = ByteBuffer.wrap((before + anchor.line() + "\n").getBytes(StandardCharsets.UTF_8));
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            }
            if (isNew) {
                force(directory);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean endsWithLine(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length == 0 || bytes[bytes.length - 1] == '\n';
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
