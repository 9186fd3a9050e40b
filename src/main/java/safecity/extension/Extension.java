package safecity.extension;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for more time.
 *
 * @param unit            code of the unit that asks
 * @param startedBy       login of who pressed the button
 * @param askedDays       working days asked; null until it is handed in
 * @param reason          why; null until it is handed in
 * @param controlMeasures 临时管控措施 until the work is done; null until it is handed in
 * @param askedBy         login of who handed it in
 * @param askedAt         when it was handed in
 * @param supported       opinion of the supervising unit; null where none was given
 * @param opinion         its words; null where none was given
 * @param grantedDays     working days granted; null unless it was granted
 * @param decision        words of who decided; null until then
 * @param decidedBy       login of who decided; null until then
 */
record Extension(
        long id,
        long itemId,
        State state,
        String unit,
        String startedBy,
        @Nullable Integer askedDays,
        @Nullable String reason,
        @Nullable String controlMeasures,
        @Nullable String askedBy,
        @Nullable Instant askedAt,
        @Nullable Boolean supported,
        @Nullable String opinion,
        @Nullable Integer grantedDays,
        @Nullable String decision,
        @Nullable String decidedBy) {

    /** How far a request has come. */
    enum State {
        DRAFT("正在填写", "open"),
        ASKED("待审批", "open"),
        GRANTED("✓ 已批准", "yes"),
        REFUSED("✖ 未批准", "no"),
        ABANDONED("已放弃", "open"),
        LAPSED("已终止", "open");

        private final String label;
        private final String verdict;

        State(String label, String verdict) {
            this.label = label;
            this.verdict = verdict;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }

        /** End of the style class that pages show it with: {@code open}, {@code yes} or {@code no}. */
        public String verdict() {
            return verdict;
        }
    }
}
