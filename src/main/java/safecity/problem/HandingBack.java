package safecity.problem;

import org.jspecify.annotations.Nullable;

/**
 * A unit's wish to hand an item back, and what the office decided.
 *
 * @param fromUnit code of the unit that asks
 * @param reason   why it is not its task
 * @param agreed   the office's decision; null while it is open
 * @param opinion  the office's words; null while it is open
 */
record HandingBack(
        String fromUnit,
        String reason,
        @Nullable Boolean agreed,
        @Nullable String opinion) {}
