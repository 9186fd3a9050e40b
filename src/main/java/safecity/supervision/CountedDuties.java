package safecity.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.calendar.CountedDates;
import safecity.calendar.CountedDues;
import safecity.calendar.Deadline;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.item.CountedDeadlines;
import safecity.item.CountedDeadlines.Standing;
import safecity.item.Deadlines;
import safecity.item.ItemLog;
import safecity.item.TaskDues;

/**
 * The timetables of listings under another calendar: what is not done yet is counted anew, and the tasks and timers that hang on it go with it. A
 * listing whose deadline is its item's follows that.
 */
@Component
@Order(4)
class CountedDuties implements CountedDates, CountedDues {

    private static final Map<String, List<String>> TIMERS = Map.of(
            "supervision", List.of("deadlinePassed", "observationEnded"),
            "listingwork", List.of("deadlinePassed"),
            "listingreport", List.of("reportMissed"),
            "listingoverdue", List.of("interviewDue", "escalationDue", "shutdownDue"));

    /** What watches the deadline of a listing; the first in cases of the model before. */
    private static final List<String> WATCHING = List.of("supervision", "listingwork");

    private final JdbcClient jdbc;
    private final Listings listings;
    private final ListingDeadlines listingDeadlines;
    private final Duties duties;
    private final CountedDeadlines itemDeadlines;
    private final TaskDues taskDues;
    private final Processes processes;
    private final ItemLog log;

    CountedDuties(
            JdbcClient jdbc,
            Listings listings,
            ListingDeadlines listingDeadlines,
            Duties duties,
            CountedDeadlines itemDeadlines,
            TaskDues taskDues,
            Processes processes,
            ItemLog log) {
        this.jdbc = jdbc;
        this.listings = listings;
        this.listingDeadlines = listingDeadlines;
        this.duties = duties;
        this.itemDeadlines = itemDeadlines;
        this.taskDues = taskDues;
        this.processes = processes;
        this.log = log;
    }

    /** A duty that is not done, and where it is under another calendar. */
    private record Moved(Listing listing, String number, Duty duty, LocalDate base, Deadline after) {

        boolean moves() {
            return !after.day().equals(duty.due()) || after.provisional() != duty.provisional();
        }
    }

    @Override
    public List<Move> moves(WorkingDays then) {
        return moved(then).map(CountedDuties::move).toList();
    }

    private static Move move(Moved moved) {
        LocalDate before = Objects.requireNonNull(moved.duty().due());
        List<LocalDate> days =
                new ArrayList<>(List.of(moved.base(), before, moved.after().day()));
        Collections.sort(days);
        return new Move(
                Move.Kind.DUTY,
                moved.listing().id() + " " + moved.duty().duty(),
                moved.number(),
                moved.duty().name(),
                days.get(0),
                days.get(2),
                WorkingDays.endOf(before),
                WorkingDays.endOf(moved.after().day()),
                moved.duty().provisional(),
                moved.after().provisional(),
                "");
    }

    @Override
    public Map<String, Instant> movedDues(WorkingDays then) {
        Map<String, Instant> dues = new HashMap<>();
        moved(then)
                .forEach(moved -> taskDues.idsOnRow(
                                moved.number(),
                                Duties.row(moved.listing().id(), moved.duty().duty()))
                        .forEach(task ->
                                dues.put(task, WorkingDays.endOf(moved.after().day()))));
        return dues;
    }

    private Stream<Moved> moved(WorkingDays then) {
        Map<Long, Standing> items =
                itemDeadlines.standings(then).stream().collect(Collectors.toMap(Standing::itemId, Function.identity()));
        return open().stream().flatMap(open -> {
            LocalDate deadline =
                    deadline(open.listing(), items.get(open.listing().itemId()));
            return duties.of(open.listing().id()).stream()
                    .filter(duty -> duty.base() != null && duty.doneOn() == null)
                    .map(duty -> {
                        LocalDate base = duty.countedFrom().equals("DEADLINE")
                                ? Objects.requireNonNull(deadline)
                                : Objects.requireNonNull(duty.base());
                        return new Moved(open.listing(), open.number(), duty, base, duty.under(base, then));
                    })
                    .filter(Moved::moves);
        });
    }

    private static @Nullable LocalDate deadline(Listing listing, @Nullable Standing item) {
        return item != null && item.before().equals(listing.deadline()) ? item.after() : listing.deadline();
    }

    private record Open(Listing listing, String number) {}

    private List<Open> open() {
        return jdbc.sql("""
                select distinct l.id, i.number
                  from safecity.listing l
                  join safecity.item i on i.id = l.item_id
                  join safecity.listing_duty d on d.listing_id = l.id and d.done_on is null and d.due is not null
                 where l.state in (:states)
                 order by i.number, l.id""")
                .param(
                        "states",
                        Stream.concat(State.allStanding().stream(), Stream.of(State.DELISTED))
                                .map(State::name)
                                .toList())
                .query((row, index) -> new Open(listings.find(row.getLong("id")), row.getString("number")))
                .list();
    }

    @Override
    public void apply(List<Move> moves, WorkingDays then, String by) {
        Set<String> numbers = new LinkedHashSet<>();
        Set<Long> listingIds = new LinkedHashSet<>();
        for (Move move : moves) {
            if (move.kind() == Move.Kind.DUTY) {
                apply(move, by);
                numbers.add(move.number());
                listingIds.add(listingOf(move));
            }
        }
        listingIds.forEach(this::endPressingIfTimely);
        for (String number : numbers) {
            TIMERS.forEach(
                    (process, elements) -> elements.forEach(element -> processes.moveTimers(process, number, element)));
        }
    }

    private static long listingOf(Move move) {
        return Long.parseLong(move.key().split(" ", 2)[0]);
    }

    /** What began because the deadline had passed ends if it is to come again. */
    private void endPressingIfTimely(long listingId) {
        State state = listings.find(listingId).state();
        if ((state == State.OVERDUE || state == State.ESCALATED) && !listingDeadlines.passed(listingId)) {
            String number = listings.itemOf(listingId).number();
            WATCHING.forEach(process -> processes.tell(Deadlines.CLOCK_CHANGED, number, process));
        }
    }

    private void apply(Move move, String by) {
        Listing listing = listings.find(listingOf(move));
        Duty duty = duties.find(listing.id(), move.key().split(" ", 2)[1]);
        if (duty.doneOn() != null || !move.dayBefore().equals(duty.due())) {
            throw new Refused("%s 的“%s”刚刚办结或改期，没有调整任何期限。请重新预览".formatted(move.number(), move.what()));
        }
        LocalDate base = Objects.requireNonNull(duty.base());
        if (duty.countedFrom().equals("DEADLINE")) {
            base = moveDeadline(listing);
        }
        listingDeadlines.move(
                move.number(), listing.id(), duty.duty(), base, new Deadline(move.dayAfter(), move.provisional()));
        log.append(
                listing.itemId(),
                by,
                "日历调整",
                "挂牌事项“%s”由 %s 调整为 %s。原因：%s".formatted(move.what(), move.dayBefore(), move.dayAfter(), move.why()));
    }

    /** The item's deadline has moved already where it did: the listing's goes with it if it was the same. */
    private LocalDate moveDeadline(Listing listing) {
        LocalDate deadline = Objects.requireNonNull(listing.deadline());
        LocalDate now = listings.itemOf(listing.id()).approvedDeadline();
        LocalDate after = deadline.equals(listing.itemDeadline()) ? now : deadline;
        listings.setDeadline(listing.id(), after, now);
        return after;
    }
}
