package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** The listings and their guarded moves. Every change runs in the caller's transaction. */
@Repository
class Listings {

    /** Message to the item's other processes that its listing stands no more. */
    static final String ENDED = "listingEnded";

    private static final String SELECT = "select " + Listing.COLUMNS + " from safecity.listing l ";

    private final JdbcClient jdbc;
    private final Items items;
    private final Processes processes;
    private final Clock clock;

    Listings(JdbcClient jdbc, Items items, Processes processes, Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * Opens a listing that is to be proposed.
     *
     * @return its id
     * @throws Refused if the item has one that stands
     */
    long open(Item item, String by) {
        return jdbc.sql("""
                insert into safecity.listing (item_id, state, level, opened_by, opened_unit, opened_at, changed_at, item_deadline)
                values (:item, 'REPORTED', 'DISTRICT', :by, (select unit from safecity.account where login = :by), :now, :now, :deadline)
                on conflict do nothing
                returning id""")
                .param("item", item.id())
                .param("by", by)
                .param("now", now())
                .param("deadline", item.approvedDeadline())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Refused("%s 已经在挂牌督办或拟挂牌，请在挂牌督办页面查看".formatted(item.number())));
    }

    /** Opens the listing of a hazard that came back, ready to be listed at once. */
    long openAgain(Listing former, Item item, String by, String finding, LocalDate deadline) {
        return jdbc.sql("""
                insert into safecity.listing
                       (item_id, state, level, opened_by, opened_unit, opened_at, changed_at, reason, measures, measured_on, measured_by,
                        proposed_by, proposed_at, deadline, item_deadline, rebound_of)
                select item_id, 'PROPOSED', level, :by, (select unit from safecity.account where login = :by), :now, :now, :finding, measures, :today, measured_by,
                       :by, :now, :deadline, :itemDeadline, id
                  from safecity.listing where id = :former
                returning id""")
                .param("former", former.id())
                .param("by", by)
                .param("now", now())
                .param("today", LocalDate.now(clock))
                .param("finding", finding)
                .param("deadline", deadline)
                .param("itemDeadline", item.approvedDeadline())
                .query(Long.class)
                .single();
    }

    /**
     * Returns a listing.
     *
     * @throws NoSuchElementException if there is none
     */
    Listing find(long id) {
        return jdbc.sql(SELECT + "where l.id = :id")
                .param("id", id)
                .query(Listing::read)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("No listing " + id));
    }

    /** Returns the hazard of a listing. */
    Item itemOf(long id) {
        return items.find(find(id).itemId());
    }

    /** Returns a listing if the person may see its item. */
    Optional<Listing> findVisible(long id, Person person) {
        return jdbc.sql(SELECT + "join safecity.item i on i.id = l.item_id where l.id = :id and " + Items.VISIBLE)
                .param("id", id)
                .params(Items.visibilityOf(person))
                .query(Listing::read)
                .optional();
    }

    /** Returns the id of the listing of a number; empty if there is none. */
    Optional<Long> idOf(String number) {
        return jdbc.sql("select id from safecity.listing where number = :number")
                .param("number", number)
                .query(Long.class)
                .optional();
    }

    /** Returns the listings of an item, the newest first. */
    List<Listing> of(long itemId) {
        return jdbc.sql(SELECT + "where l.item_id = :item order by l.id desc")
                .param("item", itemId)
                .query(Listing::read)
                .list();
    }

    /**
     * Moves a listing to another state; tells the item's other processes if it stands no more.
     *
     * @throws Refused if it is in none of the states that it should leave
     */
    void move(long id, State to, State... from) {
        List<State> leaving = Arrays.asList(from);
        int rows = jdbc.sql("""
                update safecity.listing
                   set state = :to, changed_at = :now,
                       delisted_at = case when :to = 'DELISTED' then :now else delisted_at end
                 where id = :id and state in (:from)""")
                .param("id", id)
                .param("to", to.name())
                .param("from", leaving.stream().map(State::name).toList())
                .param("now", now())
                .update();
        if (rows == 0) {
            throw new Refused(
                    "该挂牌现为“%s”，不能改为“%s”。请刷新后再看".formatted(find(id).state().label(), to.label()));
        }
        if (!to.standing() && leaving.stream().anyMatch(State::standing)) {
            processes.tell(ENDED, itemOf(id).number());
        }
    }

    /** Gives the listing the next number of the year; numbers have no gap, what is rolled back gives its number back. */
    String list(long id) {
        int year = LocalDate.now(clock).getYear();
        int next = jdbc.sql("""
                insert into safecity.number_sequence as s (kind, year, last) values ('GP', :year, 1)
                on conflict (kind, year) do update set last = s.last + 1
                returning last""").param("year", year).query(Integer.class).single();
        String number = "GP-%d-%03d".formatted(year, next);
        int rows = jdbc.sql("""
                update safecity.listing
                   set state = 'LISTED', number = :number, listed_at = :now, changed_at = :now
                 where id = :id and state = 'PROPOSED' and number is null""")
                .param("id", id)
                .param("number", number)
                .param("now", now())
                .update();
        if (rows == 0) {
            throw new Refused("该隐患不是“%s”，不能挂牌。请刷新后再看".formatted(State.PROPOSED.label()));
        }
        return number;
    }

    /** Sets the last day of the rectification, and which deadline of the item it was compared with. */
    void setDeadline(long id, LocalDate deadline, LocalDate itemDeadline) {
        jdbc.sql("""
                update safecity.listing set deadline = :deadline, item_deadline = :itemDeadline, changed_at = :now
                 where id = :id""")
                .param("id", id)
                .param("deadline", deadline)
                .param("itemDeadline", itemDeadline)
                .param("now", now())
                .update();
    }

    /** Notes whether the leading group wants the place closed. */
    void decideShutdown(long id, boolean decided) {
        jdbc.sql("update safecity.listing set shutdown_decided = :decided where id = :id")
                .param("id", id)
                .param("decided", decided)
                .update();
    }

    /** Whether the leading group wants the place closed. */
    boolean shutdownDecided(long id) {
        return jdbc.sql("select shutdown_decided from safecity.listing where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Notes that the file was archived. */
    void close(long id) {
        jdbc.sql("update safecity.listing set closed_at = :now where id = :id and closed_at is null")
                .param("id", id)
                .param("now", now())
                .update();
    }

    /** Returns the short name of the unit that leads the item's main task: its industry department; null if it names none. */
    @Nullable
    String industryUnit(Item item) {
        return jdbc.sql("select lead_unit from safecity.main_task where no = :no")
                .param("no", item.mainTaskNo())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
