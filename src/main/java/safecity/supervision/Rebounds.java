package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.engine.Processes;
import safecity.item.DeadlineChange.Cause;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;

/** 反弹重挂: a delisted hazard that came back is listed again; if its item was closed, that is open again with the new deadline. */
@Component
class Rebounds {

    private final Listings listings;
    private final Duties duties;
    private final Timetable timetable;
    private final Acts acts;
    private final Items items;
    private final Deadlines deadlines;
    private final WorkingDays workingDays;
    private final ItemLog log;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Clock clock;

    Rebounds(
            Listings listings,
            Duties duties,
            Timetable timetable,
            Acts acts,
            Items items,
            Deadlines deadlines,
            WorkingDays workingDays,
            ItemLog log,
            Processes processes,
            JdbcClient jdbc,
            Clock clock) {
        this.listings = listings;
        this.duties = duties;
        this.timetable = timetable;
        this.acts = acts;
        this.items = items;
        this.deadlines = deadlines;
        this.workingDays = workingDays;
        this.log = log;
        this.processes = processes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void relist(Listing former) {
        Act found = acts.last(former.id(), Acts.REBOUND).orElseThrow();
        LocalDate deadline = LocalDate.parse(found.documentNo());
        String by = reporter(former);
        listings.move(former.id(), State.REOPENED, State.DELISTED);
        Item item = items.find(former.itemId());
        boolean closed = item.status() == Status.CLOSED;
        if (closed) {
            items.move(item.id(), Status.CLOSED, Status.DISPATCHED);
            log.append(item.id(), null, "反弹重开", "进入第 %d 轮整改".formatted(items.nextRound(item.id())));
        }
        item = items.find(item.id());
        int days = workingDays.remaining(item.approvedDeadline(), deadline);
        if (days > 0) {
            deadlines.postpone(item, Cause.RELISTING, days, "反弹重挂：" + found.detail(), by);
            item = items.find(item.id());
        }
        long id = listings.openAgain(former, item, by, found.detail(), deadline);
        duties.lay(id, timetable.of(former.level()));
        duties.happened(id, "OPENED", LocalDate.now(clock));
        duties.done(id, "propose", LocalDate.now(clock));
        if (closed) {
            processes.start("problem", item.number(), Map.of("problemId", item.id()));
        }
        processes.start("supervision", item.number(), Map.of("problemId", item.id(), "listingId", id));
    }

    private String reporter(Listing former) {
        return jdbc.sql("""
                select done_by from safecity.listing_act
                 where listing_id = :id and act = :act
                 order by id desc
                 limit 1""")
                .param("id", former.id())
                .param("act", Acts.REBOUND)
                .query(String.class)
                .single();
    }
}
