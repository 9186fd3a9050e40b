package safecity.problemlist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of each row what becomes of it. */
final class Verdicts {

    /** What becomes of a row. */
    enum Verdict {
        IMPORTABLE("可导入"),
        DUPLICATE("疑似重复"),
        KNOWN("已导入"),
        ERROR("有误");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /**
     * A row with its verdict.
     *
     * @param reasons why, and what was assumed in reading
     * @param expired whether its deadline has passed already
     */
    record Judged(ListRow row, Verdict verdict, List<String> reasons, boolean expired, String fingerprint) {}

    /**
     * An item, or a row of a confirmed list, that exists.
     *
     * @param reference number of the item, or name of the list and row
     */
    record Existing(
            String reference, String description, @Nullable String locality) {}

    private final Map<String, String> shortNameByCode;
    private final Set<String> knownFingerprints;
    private final LocalDate today;
    private final Resemblance resemblance = new Resemblance();

    Verdicts(
            Map<String, String> shortNameByCode,
            Set<String> knownFingerprints,
            List<Existing> existing,
            LocalDate today) {
        this.shortNameByCode = shortNameByCode;
        this.knownFingerprints = knownFingerprints;
        this.today = today;
        existing.forEach(each -> resemblance.add(each.reference(), each.description(), name(each.locality())));
    }

    /** Judges the rows in their order: the first to tell a problem is the one that counts. */
    List<Judged> judge(List<ListRow> rows) {
        Map<String, Integer> times = new HashMap<>();
        List<Judged> judged = new ArrayList<>(rows.size());
        for (ListRow row : rows) {
            String locality = name(row.locality());
            String fingerprint = Resemblance.fingerprint(row.description(), locality, row.locality(), row.place());
            if (row.flaws().isEmpty()) {
                int time = times.merge(fingerprint, 1, Integer::sum);
                judged.add(sound(row, locality, time == 1 ? fingerprint : fingerprint + '-' + time));
            } else {
                List<String> reasons = new ArrayList<>(
                        row.flaws().stream().map(ListRow.Flaw::message).toList());
                reasons.addAll(row.notes());
                judged.add(new Judged(row, Verdict.ERROR, reasons, expired(row), fingerprint));
            }
        }
        return judged;
    }

    private Judged sound(ListRow row, @Nullable String locality, String fingerprint) {
        List<String> reasons = new ArrayList<>();
        Verdict verdict = Verdict.IMPORTABLE;
        if (knownFingerprints.contains(fingerprint)) {
            verdict = Verdict.KNOWN;
            reasons.add("同一问题（描述、属地、点位相同）已经导入，不再导入");
        } else {
            String earlier = resemblance.find(row.description(), locality).orElse(null);
            if (earlier != null) {
                verdict = Verdict.DUPLICATE;
                reasons.add("与%s的描述相近、属地相同。确认不是同一问题的，勾选后一并导入".formatted(earlier));
            }
        }
        if (verdict != Verdict.DUPLICATE) {
            resemblance.add(row.reference(), row.description(), locality);
        }
        reasons.addAll(row.notes());
        return new Judged(row, verdict, reasons, expired(row), fingerprint);
    }

    private boolean expired(ListRow row) {
        return row.deadline() != null && row.deadline().isBefore(today);
    }

    private @Nullable String name(@Nullable String code) {
        return code == null ? null : shortNameByCode.get(code);
    }
}
