package safecity.document;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** What went out before documents were Word files: frozen HTML, which is still read but no longer written. */
final class OldLetter {

    private static final Pattern LINE_END = Pattern.compile("(?i)</(p|h[1-6]|div|li|tr)>|<br\\s*/?>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private OldLetter() {}

    /** Returns a letter without its markup, a paragraph a line with an empty line after it. */
    static String plain(String html) {
        String lines = LINE_END.matcher(html.replaceAll("\\s*\\R\\s*", "\n")).replaceAll("\u2029");
        String text = HtmlUtils.htmlUnescape(TAG.matcher(lines).replaceAll(""));
        return text.replaceAll("[ \\t\\n]*\u2029\\s*", "\n\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
