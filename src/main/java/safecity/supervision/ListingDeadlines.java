package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.Objects;
import org.springframework.stereotype.Component;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.TaskDues;

/**
 * 挂牌期限: follows the item's approved deadline when that is extended (福建办法: 挂牌期限与限期整改通知一致), and moves the tasks that are due by the
 * timetable.
 */
@Component
class ListingDeadlines {

    private final Listings listings;
    private final Items items;
    private final Duties duties;
    private final TaskDues dues;
    private final ItemLog log;
    private final Clock clock;

    ListingDeadlines(Listings listings, Items items, Duties duties, TaskDues dues, ItemLog log, Clock clock) {
        this.listings = listings;
        this.items = items;
        this.duties = duties;
        this.dues = dues;
        this.log = log;
        this.clock = clock;
    }

    /** Lists a hazard: it gets its number, and its timetable is dated. */
    void begin(long listingId) {
        String number = listings.list(listingId);
        Listing listing = listings.find(listingId);
        LocalDate deadline = Objects.requireNonNull(listing.deadline());
        duties.happened(listingId, "LISTED", LocalDate.now(clock));
        duties.happened(listingId, "DEADLINE", deadline);
        log.append(listing.itemId(), null, "挂牌督办", "%s，整改期限 %s".formatted(number, deadline));
    }

    /** Returns a listing's deadline; if the item's was moved later since, it is that one from now on. */
    LocalDate current(long listingId) {
        Listing listing = listings.find(listingId);
        Item item = items.find(listing.itemId());
        LocalDate deadline = Objects.requireNonNull(listing.deadline());
        if (item.approvedDeadline().equals(listing.itemDeadline())) {
            return deadline;
        }
        LocalDate after = item.approvedDeadline().isAfter(deadline) ? item.approvedDeadline() : deadline;
        listings.setDeadline(listingId, after, item.approvedDeadline());
        if (!after.equals(deadline)) {
            duties.happened(listingId, "DEADLINE", after);
            log.append(item.id(), null, "调整挂牌期限", "由 %s 调整为 %s".formatted(deadline, after));
        }
        return after;
    }

    /** Whether the deadline has passed. */
    boolean passed(long listingId) {
        return LocalDate.now(clock).isAfter(current(listingId));
    }

    /** Moves a limit of a listing and the open tasks of the case that are due by it. */
    void move(String number, long listingId, String duty, LocalDate base, Deadline after) {
        duties.redate(listingId, duty, base, after);
        dues.moveRow(number, Duties.row(listingId, duty), after.day());
    }

    /** Returns 00:00 of the day after a day, from which on it is over. */
    static Date after(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** Returns 00:00 of a day. */
    static Date startOf(LocalDate day) {
        return Date.from(day.atStartOfDay(WorkingDays.ZONE).toInstant());
    }
}
