package safecity.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.engine.Processes;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.notice.Examples;

/** What the tests of the watch share: an item of 区气象局, dispatched on Monday 2020-11-02 and due on Tuesday 2020-12-15, and people who work there. */
abstract class EscalationCase extends ApplicationTest {

    static final LocalTime HALF_PAST_EIGHT = LocalTime.of(8, 30);
    static final LocalDate DISPATCHED = LocalDate.of(2020, 11, 2);
    static final LocalDate DEADLINE = LocalDate.of(2020, 12, 15);

    @Autowired
    ProcessEngine engine;

    @Autowired
    Processes processes;

    @Autowired
    Items items;

    @Autowired
    People people;

    @Autowired
    ItemLog timeline;

    @Autowired
    Recount recount;

    Person clerk;
    Person head;
    Examples examples;
    WatchedItems watched;

    @BeforeEach
    void somebodyWorksInTheUnit() {
        examples = new Examples(jdbc, transaction, items, people);
        watched = new WatchedItems(engine, processes, examples, jdbc, transaction);
        clerk = examples.personIn(WatchedItems.UNIT);
        head = headOf(WatchedItems.UNIT);
        itIs(DISPATCHED, LocalTime.NOON);
    }

    Person headOf(String unit) {
        Person person = examples.personIn(unit);
        jdbc.sql("update safecity.account set roles = '{UNIT_HEAD}' where login = :login")
                .param("login", person.login())
                .update();
        return people.require(person.login());
    }

    /** Lets the clock stand at half past eight of a day and runs what is due. */
    void morningOf(Item item, LocalDate day) {
        itIs(day, HALF_PAST_EIGHT);
        watched.fireWhatIsDue(item);
    }

    void morningOf(Item item, String day) {
        morningOf(item, LocalDate.parse(day));
    }

    /** Counts the watch anew if the item's tasks changed, as it is done a moment after. */
    void recount(Item item) {
        transaction.executeWithoutResult(status -> recount.count(item.number()));
    }

    /** Takes back what documents are under way, so that their tasks do not ring in between. */
    void takeSlipsBack(Item item) {
        watched.endSlips(item);
        recount(item);
    }

    /** Returns what the timeline says that the watch did, the first thing first. */
    List<String> acts(Item item) {
        List<String> acts = new ArrayList<>(
                timeline.of(item.id()).stream().map(ItemLog.Entry::act).toList());
        Collections.reverse(acts);
        return acts;
    }

    static Instant morning(String day) {
        return LocalDate.parse(day).atTime(HALF_PAST_EIGHT).atZone(SHANGHAI).toInstant();
    }

    /** Returns the kinds of what was posted to a person about an item, the oldest first. */
    List<String> toldTo(Person person, Item item) {
        return jdbc.sql("select kind from safecity.notice where recipient = :login and item_id = :item order by id")
                .param("login", person.login())
                .param("item", item.id())
                .query(String.class)
                .list();
    }
}
