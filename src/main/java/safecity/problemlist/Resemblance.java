package safecity.problemlist;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Finds problems that are told twice: descriptions in the same locality that are the same, or one within the other, or nearly the same, once
 * punctuation, spaces and the locality's name are taken away. Numbers must agree: 3 号楼 and 4 号楼 are two problems.
 */
final class Resemblance {

    /** Share of three-character pieces in common from which two descriptions are nearly the same. */
    private static final double LEAST_LIKENESS = 0.75;

    private static final int LEAST_LENGTH = 8;
    private static final Pattern NOT_DIGIT = Pattern.compile("\\D+");

    private record Told(String reference, String text, int[] pieces) {}

    private final Map<String, List<Told>> told = new HashMap<>();

    /**
     * What an earlier description that resembles this one is called by; empty if there is none.
     *
     * @param localityName short name of the locality, or null for the whole district
     */
    Optional<String> find(String description, @Nullable String localityName) {
        String text = normal(description, localityName);
        int[] pieces = pieces(text);
        return told.getOrDefault(bucket(text, localityName), List.of()).stream()
                .filter(other -> alike(text, pieces, other))
                .map(Told::reference)
                .findFirst();
    }

    /** Remembers a description under the reference by which messages call it. */
    void add(String reference, String description, @Nullable String localityName) {
        String text = normal(description, localityName);
        told.computeIfAbsent(bucket(text, localityName), key -> new ArrayList<>())
                .add(new Told(reference, text, pieces(text)));
    }

    /** What makes an item this item: its description, locality and place; the same however punctuated and spaced. */
    static String fingerprint(
            String description, @Nullable String localityName, @Nullable String localityCode, String place) {
        String facts = normal(description, localityName)
                + '|'
                + (localityCode == null ? "" : localityCode)
                + '|'
                + normal(place, null);
        return DigestUtils.sha256Hex(facts);
    }

    private static boolean alike(String text, int[] pieces, Told other) {
        if (text.equals(other.text)) {
            return true;
        }
        int shorter = Math.min(text.length(), other.text.length());
        int longer = Math.max(text.length(), other.text.length());
        if (shorter < LEAST_LENGTH || shorter * 2 < longer) {
            return false;
        }
        if (text.contains(other.text) || other.text.contains(text)) {
            return true;
        }
        return shorter >= LEAST_LIKENESS * longer && likeness(pieces, other.pieces) >= LEAST_LIKENESS;
    }

    private static double likeness(int[] a, int[] b) {
        int common = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                common++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return a.length + b.length == 0 ? 0 : 2.0 * common / (a.length + b.length);
    }

    /** Hashes of the distinct three-character pieces, sorted. */
    private static int[] pieces(String text) {
        int[] pieces = new int[Math.max(0, text.length() - 2)];
        for (int at = 0; at < pieces.length; at++) {
            pieces[at] = (text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2);
        }
        return Arrays.stream(pieces).sorted().distinct().toArray();
    }

    private static String bucket(String text, @Nullable String localityName) {
        return (localityName == null ? "" : localityName)
                + '|'
                + NOT_DIGIT.matcher(text).replaceAll(" ").strip();
    }

    private static String normal(String text, @Nullable String localityName) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        if (localityName != null) {
            plain = plain.replace(localityName, "");
        }
        return plain.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(java.util.Locale.ROOT);
    }
}
