package safecity.document;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a template may name, written as documents write it: dates as 2021年3月15日, units by their full name, 逾期 in working days.
 *
 * @param texts  value of each of {@link #TEXTS} that there is
 * @param link   address that the code leads to
 * @param photos of the annex, asked for only by a template that shows them
 */
record LetterFacts(Map<String, String> texts, String link, Supplier<List<LetterPhoto>> photos) {

    /** Placeholder of the code, written {@code {{@qr}}}. */
    static final String CODE = "qr";

    /** Placeholder of the table of photos, written {@code {{#photos}}}. */
    static final String PHOTOS = "photos";

    /** What processes know besides the item, see {@link Draft#particulars}; days are handed over as 2020-06-01. */
    private static final String PARTICULARS =
            "listing level listingDeadline listedOn delistedOn measures measuredOn measuredBy conclusion inspectedOn "
                    + "inspectors opinions refusals askedDays grantedDays newDeadline reasons heldOn attended minutes penalties grounds publicTitle "
                    + "publicPlace publicUnit reporting";

    /** What a section begins with that stands in for something absent: {@code {{?no_demand}}}. */
    static final String WITHOUT = "no_";

    /** Placeholders of texts, in the order in which a letter needs them. */
    static final Set<String> TEXTS = Set.copyOf(Arrays.asList(
            ("issuer printer signer kind number recipient issuedOn occasion itemNumber title description place source status leadUnit "
                            + "originalDeadline approvedDeadline extended daysOverdue demand replyBy replyDays "
                            + PARTICULARS)
                    .split(" ")));

    /** Keeps what there is, as one paragraph of a document can carry it. */
    static LetterFacts of(Map<String, @Nullable String> byName, String link, Supplier<List<LetterPhoto>> photos) {
        Map<String, String> texts = new LinkedHashMap<>();
        byName.forEach((name, value) -> {
            String text = value == null ? "" : printable(value);
            if (!text.isEmpty()) {
                texts.put(name, text);
            }
        });
        return new LetterFacts(texts, link, photos);
    }

    /** Returns facts with which every passage of a template is written. */
    static LetterFacts example() {
        Map<String, String> texts = new LinkedHashMap<>();
        TEXTS.forEach(name -> texts.put(name, "例"));
        return new LetterFacts(texts, "http://localhost/", () -> List.of(LetterPhoto.example()));
    }

    /** Returns facts with which every passage that a section can leave out is left out. */
    static LetterFacts bare() {
        return new LetterFacts(Map.of(), "http://localhost/", List::of);
    }

    /** Returns the same with the number that it got. */
    LetterFacts numbered(String number) {
        Map<String, String> numbered = new LinkedHashMap<>(texts);
        numbered.put("number", number);
        return new LetterFacts(numbered, link, photos);
    }

    /** Leaves out what paper cannot show and what turns lines around; further lines begin as paragraphs do. */
    private static String printable(String text) {
        String shown = text.replaceAll("\\R", "\n")
                .replace('\t', ' ')
                .codePoints()
                .filter(point -> point == '\n' || visible(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return shown.strip().replaceAll("[ 　]*\n\\s*", "\n　　");
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> point != 0xFFFE && point != 0xFFFF;
        };
    }
}
