package safecity.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an item, as other systems are told: no names of people and nothing that somebody wrote freely.
 *
 * @param transaction number of its transaction; events are ordered by this and then by row
 * @param id          row
 * @param item        number of the item
 * @param title       short title of the item
 * @param seq         place in the item's own timeline, 1 for the first
 * @param act         as the timeline names it
 * @param unit        code of the unit that acted; null if the system did
 * @param unitName    short name of that unit; null if the system did
 */
public record Event(
        long transaction,
        long id,
        String item,
        String title,
        int seq,
        String act,
        @Nullable String unit,
        @Nullable String unitName,
        Instant at) {}
