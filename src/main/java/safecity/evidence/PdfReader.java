package safecity.evidence;

import java.util.HashSet;
import java.util.Set;

/** Reads one dictionary of a PDF, from its opening brackets to the data behind it. */
final class PdfReader {

    private static final String BLANKS = "\0\t\n\f\r ";
    private static final String DELIMITERS = "()<>[]{}/%";
    private static final String STREAM = "stream";

    private final String raw;
    private final int from;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder ownText = new StringBuilder();
    private final Set<String> names = new HashSet<>();
    private int at;
    private int depth;

    PdfReader(String raw, int from) {
        this.raw = raw;
        this.from = from;
        this.at = from;
    }

    PdfDictionary dictionary() {
        skipBlanks();
        if (!raw.startsWith("<<", at)) {
            return read(-1, false);
        }
        do {
            token();
        } while (depth > 0 && at < raw.length());
        if (depth > 0) {
            return read(-1, false);
        }
        int length = at;
        skipBlanks();
        int data = raw.startsWith(STREAM, at) ? startOfData(at + STREAM.length()) : -1;
        at = length;
        return read(data, true);
    }

    private PdfDictionary read(int dataAt, boolean complete) {
        return new PdfDictionary(names, ownText.toString(), text.toString(), at - from, dataAt, complete);
    }

    private void token() {
        char sign = raw.charAt(at);
        if (raw.startsWith("<<", at)) {
            depth++;
            at += 2;
            append("<<");
        } else if (raw.startsWith(">>", at)) {
            depth--;
            at += 2;
            append(">>");
        } else if (sign == '(') {
            skipString();
        } else if (sign == '<') {
            int end = raw.indexOf('>', at);
            at = end < 0 ? raw.length() : end + 1;
        } else if (sign == '%') {
            skipComment();
        } else if (sign == '/') {
            name();
        } else {
            at++;
            append(String.valueOf(sign));
        }
    }

    private void append(String piece) {
        text.append(piece);
        if (depth == 1) {
            ownText.append(piece);
        }
    }

    private void name() {
        int end = at + 1;
        while (end < raw.length() && BLANKS.indexOf(raw.charAt(end)) < 0 && DELIMITERS.indexOf(raw.charAt(end)) < 0) {
            end++;
        }
        String name = PdfCheck.readable(raw.substring(at + 1, end));
        at = end;
        if (depth == 1) {
            names.add(name);
        }
        append("/" + name);
        append(" ");
    }

    private void skipString() {
        int open = 0;
        do {
            char sign = raw.charAt(at++);
            if (sign == '\\') {
                at++;
            } else if (sign == '(') {
                open++;
            } else if (sign == ')') {
                open--;
            }
        } while (open > 0 && at < raw.length());
        append(" ");
    }

    private void skipBlanks() {
        while (at < raw.length() && (BLANKS.indexOf(raw.charAt(at)) >= 0 || raw.charAt(at) == '%')) {
            if (raw.charAt(at) == '%') {
                skipComment();
            } else {
                at++;
            }
        }
    }

    private void skipComment() {
        while (at < raw.length() && raw.charAt(at) != '\n' && raw.charAt(at) != '\r') {
            at++;
        }
    }

    private int startOfData(int behindKeyword) {
        int start = raw.startsWith("\r", behindKeyword) ? behindKeyword + 1 : behindKeyword;
        return raw.startsWith("\n", start) ? start + 1 : start;
    }
}
