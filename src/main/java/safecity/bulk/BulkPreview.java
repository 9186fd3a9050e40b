package safecity.bulk;

import java.util.List;

/**
 * What an act would do to the chosen items.
 *
 * @param tooMany whether more were chosen than are done at once
 * @param back    where the viewer came from
 */
public record BulkPreview(BulkAct act, List<BulkRow> rows, boolean tooMany, String back) {

    /** Returns how many items it can be done to. */
    public long doable() {
        return rows.stream().filter(BulkRow::done).count();
    }

    /** Returns how many items are done at once. */
    public int most() {
        return Bulk.MOST_ITEMS;
    }
}
