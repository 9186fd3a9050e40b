package safecity.document;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safecity.item.Item;

/**
 * What the text of a document may name, written as documents write it: dates as 2021年3月15日, units by their full name, 逾期 in working days.
 *
 * @param byName value of each of {@link #NAMES}; null where there is none, so that {@code th:if} leaves the passage out
 */
record LetterFacts(Map<String, @Nullable Object> byName) {

    static final String NUMBER_TO_COME = "（待编号）";

    /** All placeholders, in the order in which a letter needs them. */
    static final Set<String> NAMES = example().byName().keySet();

    /** What processes know besides the item, see {@link Draft#particulars}; days are handed over as 2020-06-01. */
    static final String PARTICULARS =
            "listing level listingDeadline listedOn delistedOn measures measuredOn measuredBy conclusion inspectedOn "
                    + "inspectors opinions refusals askedDays grantedDays newDeadline reasons heldOn attended minutes penalties grounds publicTitle "
                    + "publicPlace publicUnit reporting";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /**
     * Gathers the facts as they stand.
     *
     * @param number       null as long as there is none
     * @param overdue      working days since the item's deadline; 0 if it has not passed
     */
    static LetterFacts of(
            Item item,
            DocumentKind kind,
            String issuer,
            String recipient,
            String leadUnit,
            String occasion,
            String demand,
            @Nullable String number,
            LocalDate issuedOn,
            @Nullable LocalDate replyBy,
            int overdue,
            String signer,
            Map<String, String> particulars) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("issuer", issuer);
        facts.put("number", number == null ? NUMBER_TO_COME : number);
        facts.put("recipient", recipient);
        facts.put("issuedOn", DAY.format(issuedOn));
        facts.put("occasion", occasion.replaceAll("[。；\\s]+$", ""));
        facts.put("itemNumber", item.number());
        facts.put("title", item.title());
        facts.put("description", item.description());
        facts.put("place", item.place());
        facts.put("source", item.source());
        facts.put("status", item.status().label());
        facts.put("leadUnit", leadUnit);
        facts.put("originalDeadline", DAY.format(item.originalDeadline()));
        facts.put("approvedDeadline", DAY.format(item.approvedDeadline()));
        facts.put("extended", item.approvedDeadline().equals(item.originalDeadline()) ? null : "是");
        facts.put("daysOverdue", overdue == 0 ? null : Integer.toString(overdue));
        facts.put("demand", demand.isEmpty() ? null : demand);
        facts.put("replyBy", replyBy == null ? null : DAY.format(replyBy));
        facts.put("replyDays", kind.needsReply() ? Integer.toString(kind.replyDays()) : null);
        facts.put("signer", signer.isEmpty() ? null : signer);
        for (String name : PARTICULARS.split(" ")) {
            @Nullable String value = particulars.get(name);
            facts.put(name, value == null || value.isEmpty() ? null : written(value));
        }
        return new LetterFacts(facts);
    }

    /** Returns a day as documents write it, any other text without the full stop at its end. */
    private static String written(String value) {
        return value.matches("\\d{4}-\\d{2}-\\d{2}")
                ? DAY.format(LocalDate.parse(value))
                : value.replaceAll("[。；\\s]+$", "");
    }

    /** Returns facts with which every passage of a text is written. */
    static LetterFacts example() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        for (String name :
                ("issuer number recipient issuedOn occasion itemNumber title description place source status leadUnit originalDeadline "
                                + "approvedDeadline extended daysOverdue demand replyBy replyDays signer "
                                + PARTICULARS)
                        .split(" ")) {
            facts.put(name, "例");
        }
        return new LetterFacts(facts);
    }
}
