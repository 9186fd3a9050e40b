package safecity.problemlist;

import java.text.Normalizer;

/** What a list writes, as a reader sees it: without signs that do not show. */
final class CleanText {

    private static final int LONGEST_START = 40;

    private CleanText() {}

    /** Line breaks as \n; no control characters, none that turn the direction of writing, no spaces around. */
    static String of(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}&&[^\\n\\t]]", "")
                .replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", "");
    }

    /** In normal width and without any space, to be compared. */
    static String compact(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]", "");
    }

    /** The first forty characters, to be quoted in a message. */
    static String start(String text) {
        return text.length() <= LONGEST_START ? text : text.substring(0, LONGEST_START) + "…";
    }
}
