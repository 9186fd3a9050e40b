package safecity.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table in a CSV file: UTF-8, comma-separated, the first line names the columns in any order.
 *
 * @param name file name within {@code config/}, or the absolute path of a file elsewhere
 * @param rows without the heading, in the order of the file
 */
public record ReferenceFile(String name, List<ReferenceRow> rows) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Keeps its own copy of the rows. */
    public ReferenceFile {
        rows = List.copyOf(rows);
    }

    /**
     * Reads {@code ./config/name} if there is such a file, else the copy in the jar.
     *
     * @param columns names of the columns that must be there; others are ignored
     * @throws InvalidReferenceFile if the file is missing, is not UTF-8, lacks a column or has a row of another length than its heading
     */
    public static ReferenceFile read(String name, String... columns) {
        return parse(name, contentOf(name), columns);
    }

    /**
     * Reads a file from wherever the operator keeps it.
     *
     * @param columns names of the columns that must be there; others are ignored
     * @throws InvalidReferenceFile if the file cannot be read, is not UTF-8, lacks a column or has a row of another length than its heading
     */
    public static ReferenceFile readFrom(Path file, String... columns) {
        String name = file.toAbsolutePath().normalize().toString();
        try {
            return parse(name, Files.readAllBytes(file), columns);
        } catch (IOException unreadable) {
            throw new InvalidReferenceFile("无法读取文件 %s，请检查路径和权限".formatted(name));
        }
    }

    /**
     * Returns the lines of a text file instead of a table, found as {@link #read} finds one.
     *
     * @throws InvalidReferenceFile if the file is missing or is not UTF-8
     */
    public static List<String> lines(String name) {
        return text(name, contentOf(name)).lines().toList();
    }

    /** How messages name a file. */
    static String shown(String name) {
        return Path.of(name).isAbsolute() ? name : "config/" + name;
    }

    static ReferenceFile parse(String name, byte[] content, String... columns) {
        List<ReferenceRow> rows = new ArrayList<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text(name, content)), format)) {
            for (String column : columns) {
                if (!parser.getHeaderNames().contains(column)) {
                    throw new InvalidReferenceFile("%s 第 1 行：缺少列“%s”，请补上列名".formatted(shown(name), column));
                }
            }
            for (CSVRecord cells : parser) {
                rows.add(row(name, parser, cells));
            }
        } catch (UncheckedIOException | CSVException | IllegalArgumentException malformed) {
            throw new InvalidReferenceFile(
                    "%s：不是正确的 CSV 文件（%s），请检查引号和逗号".formatted(shown(name), malformed.getMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new ReferenceFile(name, rows);
    }

    /** Returns the error that says what is wrong with the file as a whole. */
    public InvalidReferenceFile wrong(String what) {
        return new InvalidReferenceFile("%s：%s".formatted(shown(name), what));
    }

    private static ReferenceRow row(String name, CSVParser parser, CSVRecord cells) {
        ReferenceRow row = new ReferenceRow(name, parser.getCurrentLineNumber(), cells.toMap());
        if (!cells.isConsistent()) {
            throw row.wrong("有 %d 列，应与第 1 行一样有 %d 列；含逗号的内容要用英文双引号括起来"
                    .formatted(cells.size(), parser.getHeaderNames().size()));
        }
        return row;
    }

    private static String text(String name, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw new InvalidReferenceFile("%s：不是 UTF-8 编码，请另存为 UTF-8，表格选“CSV UTF-8（逗号分隔）”".formatted(shown(name)));
        }
    }

    private static byte[] contentOf(String name) {
        Path beside = Path.of("config", name);
        try (InputStream inJar = ReferenceFile.class.getResourceAsStream("/config/" + name)) {
            if (Files.isRegularFile(beside)) {
                return Files.readAllBytes(beside);
            }
            if (inJar == null) {
                throw new InvalidReferenceFile("缺少文件 config/%s".formatted(name));
            }
            return inJar.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("config/%s：无法读取".formatted(name), unreadable);
        }
    }
}
