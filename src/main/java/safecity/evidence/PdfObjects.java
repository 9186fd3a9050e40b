package safecity.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import safecity.engine.Refused;

/**
 * The objects of a PDF, those in compressed object streams too. Whatever a viewer could take for the beginning of an object is read from there, as a
 * viewer would, so that neither strings nor comments nor padding hide one; what cannot be unpacked for certain is refused. Memory is bounded.
 */
final class PdfObjects {

    private static final int MAX_UNPACKED = 32 * 1024 * 1024;
    private static final int MAX_OBJECTS = 300_000;
    private static final int SPARE = 1024 * 1024;
    private static final String KEYWORD = "obj";
    private static final Pattern HEADER = Pattern.compile("(\\d+)[\\s\\x00]+\\d+[\\s\\x00]*$");
    private static final Pattern PAIR = Pattern.compile("\\G[\\s\\x00]*(\\d{1,9})[\\s\\x00]+(\\d{1,9})(?=[\\s\\x00])");
    private static final Pattern FIRST = Pattern.compile("/First\\s+(\\d{1,9})(?!\\s+\\d+\\s+R)(?!\\d)");
    private static final Pattern PLAIN_FLATE =
            Pattern.compile("(?s).*/Filter\\s*\\[?\\s*/(?:FlateDecode|Fl)\\s*(?:\\]|/|$).*");
    private static final List<String> ELSE_PACKED = List.of("DecodeParms", "DP", "F", "FFilter", "Crypt");
    private static final Pattern OBJECT_STREAM = Pattern.compile("/ObjStm(?![A-Za-z0-9])");

    /**
     * An object.
     *
     * @param number as it was numbered; empty if that cannot be told
     * @param text   its dictionary; without strings and comments unless it was compressed
     */
    record PdfObject(String number, String text) {}

    private final String raw;
    private final byte[] bytes;
    private final List<PdfObject> objects = new ArrayList<>();
    private final List<String> unpacked = new ArrayList<>();
    private final Set<Integer> streams = new HashSet<>();
    private int budget = MAX_UNPACKED;

    /**
     * Finds all objects.
     *
     * @param raw      the bytes as ISO 8859-1
     * @param readable the same with its names readable
     * @throws Refused if an object stream cannot be looked into
     */
    PdfObjects(byte[] bytes, String raw, String readable) {
        this.raw = raw;
        this.bytes = bytes;
        int mayRead = raw.length() + SPARE; // only what is made to burn time has the same brackets read twice
        for (int at = raw.indexOf(KEYWORD); at >= 0; at = raw.indexOf(KEYWORD, at + 1)) {
            if (raw.startsWith("end", at - 3)) {
                continue;
            }
            PdfDictionary dictionary = PdfDictionary.read(raw, at + KEYWORD.length());
            mayRead -= dictionary.length();
            if (mayRead < 0) {
                throw strange();
            }
            if (dictionary.isComplete()) {
                add(number(at), dictionary);
            }
        }
        if (OBJECT_STREAM.matcher(readable).results().count() > streams.size()) {
            throw unusual();
        }
    }

    /** All objects, in no order. */
    List<PdfObject> all() {
        return objects;
    }

    /** What the object streams unpacked to. */
    List<String> unpacked() {
        return unpacked;
    }

    private String number(int keyword) {
        Matcher header = HEADER.matcher(raw.substring(Math.max(0, keyword - 40), keyword));
        return header.find() ? header.group(1) : "";
    }

    private void add(String number, PdfDictionary dictionary) {
        keep(new PdfObject(number, dictionary.text()));
        boolean keepsObjects = dictionary.has("ObjStm") || (dictionary.has("First") && dictionary.has("N"));
        if (!keepsObjects || dictionary.dataAt() < 0 || !streams.add(dictionary.dataAt())) {
            return;
        }
        if (!PLAIN_FLATE.matcher(dictionary.ownText()).matches()
                || ELSE_PACKED.stream().anyMatch(dictionary::has)) {
            throw unusual();
        }
        String content = PdfCheck.readable(unpack(dictionary.dataAt()));
        budget -= content.length();
        unpacked.add(content);
        Matcher first = FIRST.matcher(dictionary.ownText());
        if (!first.find()) {
            throw unusual();
        }
        split(content, Integer.parseInt(first.group(1)));
    }

    /** The stream begins with pairs of numbers: of an object, and where it stands behind them. */
    private void split(String content, int first) {
        Matcher pair = PAIR.matcher(content);
        NavigableMap<Integer, String> starts = new TreeMap<>();
        while (pair.find() && starts.size() < MAX_OBJECTS) {
            starts.put(Integer.parseInt(pair.group(2)), pair.group(1));
        }
        for (Map.Entry<Integer, String> start : starts.entrySet()) {
            @Nullable Integer next = starts.higherKey(start.getKey());
            int from = Math.min(content.length(), first + start.getKey());
            int until = next == null ? content.length() : Math.min(content.length(), first + next);
            keep(new PdfObject(start.getValue(), content.substring(from, until)));
        }
    }

    private void keep(PdfObject object) {
        if (objects.size() == MAX_OBJECTS) {
            throw strange();
        }
        objects.add(object);
    }

    private String unpack(int start) {
        var inflater = new Inflater();
        var output = new BoundedOutput(budget, "PDF 解压后过大，请用“打印为 PDF”重新生成后上传");
        try {
            inflater.setInput(bytes, start, bytes.length - start);
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw damaged();
                }
                output.write(buffer, 0, count);
            }
        } catch (DataFormatException wrong) {
            throw damaged();
        } finally {
            inflater.end();
        }
        return output.toString(StandardCharsets.ISO_8859_1);
    }

    private static Refused damaged() {
        return new Refused("PDF 已损坏，请重新导出后上传");
    }

    private static Refused strange() {
        return new Refused("PDF 结构异常，无法检查，请用“打印为 PDF”重新生成后上传");
    }

    private static Refused unusual() {
        return new Refused("PDF 采用了少见的压缩方式，无法检查，请用“打印为 PDF”重新生成后上传");
    }
}
