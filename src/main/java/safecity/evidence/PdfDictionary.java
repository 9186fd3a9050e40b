package safecity.evidence;

import java.util.Set;

/**
 * A dictionary of a PDF, read token by token: strings and comments in it are skipped, names are made readable.
 *
 * @param names   names that stand in it, but not in dictionaries within it, without their slash
 * @param ownText what stands in it, but not in dictionaries within it
 * @param text    all that stands in it
 * @param length  characters that were read
 * @param dataAt  where the data of its stream begin; -1 if it has none
 */
record PdfDictionary(Set<String> names, String ownText, String text, int length, int dataAt, boolean isComplete) {

    /** Reads the dictionary that begins at a place, behind blanks and comments; it is incomplete if there is none, or if it has no end. */
    static PdfDictionary read(String raw, int from) {
        return new PdfReader(raw, from).dictionary();
    }

    boolean has(String name) {
        return names.contains(name);
    }
}
