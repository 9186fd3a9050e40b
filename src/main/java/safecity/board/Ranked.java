package safecity.board;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** By what units are ranked, the best first; what cannot be counted yet comes last. */
public enum Ranked {
    RATE(
            "rate",
            "按期办结率",
            Comparator.comparing(UnitFigures::rate, Comparator.nullsLast(Comparator.reverseOrder()))
                    .thenComparing(UnitFigures::overdue)),
    OVERDUE("overdue", "超期件数", Comparator.comparing(UnitFigures::overdue)),
    DAYS(
            "days",
            "平均整改工作日",
            Comparator.comparing(UnitFigures::averageDays, Comparator.nullsLast(Comparator.naturalOrder())));

    private final String key;
    private final String label;
    private final Comparator<UnitFigures> order;

    Ranked(String key, String label, Comparator<UnitFigures> order) {
        this.key = key;
        this.label = label;
        this.order = order;
    }

    /** Value of the URL parameter {@code by}. */
    public String key() {
        return key;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Whether a unit has anything yet that it can be ranked by. */
    boolean countable(UnitFigures unit) {
        return this == OVERDUE || unit.onTime().closed() > 0;
    }

    /** The best unit first; equal units share a rank. */
    Comparator<UnitFigures> order() {
        return order;
    }

    /** Returns the order of a URL parameter; by rate if there is no such order. */
    public static Ranked of(@Nullable String key) {
        return Arrays.stream(values())
                .filter(ranked -> ranked.key.equals(key))
                .findFirst()
                .orElse(RATE);
    }
}
