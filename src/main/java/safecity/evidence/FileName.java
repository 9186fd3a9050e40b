package safecity.evidence;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an uploaded file's name fit to be shown: it is text for people and never becomes a path. */
final class FileName {

    /** Unicode code points, the ending included. */
    static final int MAX_LENGTH = 120;

    private static final String IN_NO_NAME = "<>:\"|?*";
    private static final Pattern DEVICE = Pattern.compile("(?i)(?:CON|PRN|AUX|NUL|COM\\d|LPT\\d)(?:\\..*)?");

    private FileName() {}

    /**
     * Returns the last path segment without control, direction and other invisible characters, and without those that Windows takes in no name, cut to
     * {@link #MAX_LENGTH}, with an ending that fits the kind: {@code ../../a.jpg} becomes {@code a.jpg}, a picture called {@code run.exe} becomes {@code
     * run.exe.jpg}. A name that Windows keeps for a device, such as {@code CON.jpg}, begins with {@code _}.
     */
    static String clean(@Nullable String uploaded, FileKind kind) {
        String name = readable(uploaded);
        if (name.isEmpty() || name.chars().allMatch(character -> character == '.')) {
            return "未命名." + kind.ending();
        }
        if (DEVICE.matcher(name).matches()) {
            name = "_" + name;
        }
        if (kind.fits(name)) {
            int dot = name.lastIndexOf('.');
            return cut(name.substring(0, dot), name.substring(dot));
        }
        return cut(name, "." + kind.ending());
    }

    /** Returns the last path segment without invisible characters; possibly empty. For messages about files that are refused. */
    static String readable(@Nullable String uploaded) {
        if (uploaded == null) {
            return "";
        }
        String visible = uploaded.codePoints()
                .filter(FileName::visible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String segment = visible.substring(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1);
        return cut(segment.strip(), "");
    }

    private static boolean visible(int codePoint) {
        if (IN_NO_NAME.indexOf(codePoint) >= 0) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String cut(String stem, String ending) {
        int room = MAX_LENGTH - ending.codePointCount(0, ending.length());
        if (stem.codePointCount(0, stem.length()) <= room) {
            return stem + ending;
        }
        return stem.substring(0, stem.offsetByCodePoints(0, room)).strip() + ending;
    }
}
