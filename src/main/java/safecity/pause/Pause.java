package safecity.pause;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A request to let an item's clock stand still.
 *
 * @param unit         code of the unit that asks
 * @param startedBy    login of the person who asks
 * @param asker        Chinese name of that person, or of the colleague who submitted it
 * @param category     kind of reason, as the form offers it; empty until it is asked
 * @param explanation  the reason in words; empty until it is asked
 * @param controls     interim control measures; empty until it is asked
 * @param reviewOn     复核日期: the day on which the clock runs again, as asked, then as decided; null until it is asked
 * @param askedAt      when it was submitted; null while it is a draft
 * @param opinion      the office's words; may be empty
 * @param decider      Chinese name of who decided; empty while nobody did
 * @param decidedAt    when; null while it is open
 * @param pausedOn     first day on which the clock stood still; null unless it was agreed
 * @param remindsAt    when the office is reminded to review it; null unless it was agreed
 * @param wakesAt      when the clock goes on by itself; null unless it was agreed
 * @param resumedBy    login of who set the clock going early; null otherwise
 * @param resumer      Chinese name of that person; may be empty
 * @param resumeReason why; empty unless somebody did
 * @param endedOn      first day on which the clock ran again, or on which the item was closed; null while it stands still
 */
record Pause(
        long id,
        long itemId,
        String unit,
        State state,
        String startedBy,
        String asker,
        Instant startedAt,
        String category,
        String explanation,
        String controls,
        @Nullable LocalDate reviewOn,
        @Nullable Instant askedAt,
        String opinion,
        String decider,
        @Nullable Instant decidedAt,
        @Nullable LocalDate pausedOn,
        @Nullable Instant remindsAt,
        @Nullable Instant wakesAt,
        @Nullable String resumedBy,
        String resumer,
        String resumeReason,
        @Nullable LocalDate endedOn) {

    /** Where a request stands. */
    enum State {
        DRAFT("填写中"),
        ASKED("待审批"),
        RUNNING("挂账中"),
        ENDED("已恢复计时"),
        DECLINED("不同意"),
        WITHDRAWN("已放弃"),
        LAPSED("已作废");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Whether no other may be asked for beside it. */
    boolean open() {
        return state == State.DRAFT || state == State.ASKED || state == State.RUNNING;
    }

    /** Whether it was agreed to. */
    boolean granted() {
        return pausedOn != null;
    }
}
