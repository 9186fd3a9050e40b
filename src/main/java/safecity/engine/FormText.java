package safecity.engine;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words of a person for the text component of somebody else's form, which reads its text as Markdown with HTML: quoted, they appear as they were
 * written and cannot pass for a heading, a link, a picture or a field of the form.
 */
public final class FormText {

    private static final Pattern MARKS = Pattern.compile("[!#&()*+\\-.:<=>@\\[\\\\\\]^_`{|}~]");
    private static final Pattern INDENTATION = Pattern.compile("(?m)^[ \\t]+");

    private FormText() {}

    /** Returns the text such that Markdown shows it unchanged, line by line; empty for null. */
    public static String quoted(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String flush = INDENTATION.matcher(text.strip()).replaceAll("");
        return MARKS.matcher(flush).replaceAll("\\\\$0");
    }
}
