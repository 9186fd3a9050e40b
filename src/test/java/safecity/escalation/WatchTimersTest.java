package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.engine.Processes;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;
import safecity.notice.Examples;

/** When the watch over an item wakes: in working days, and by the deadline that holds now. */
class WatchTimersTest extends ApplicationTest {

    private static final LocalTime HALF_PAST_EIGHT = LocalTime.of(8, 30);

    /** A Tuesday; three working days before it is Thursday 10 December. */
    private static final LocalDate DEADLINE = LocalDate.of(2020, 12, 15);

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Processes processes;

    @Autowired
    private Items items;

    private Person clerk;
    private Examples examples;
    private WatchedItems watched;

    @BeforeEach
    void somebodyWorksInTheUnit(@Autowired People people) {
        examples = new Examples(jdbc, transaction, items, people);
        watched = new WatchedItems(engine, processes, examples, jdbc, transaction);
        clerk = examples.personIn(WatchedItems.UNIT);
    }

    @Test
    void counts_over_weekends_and_holidays() {
        itIs(LocalDate.of(2020, 9, 1), LocalTime.NOON);
        Item friday = watched.watch(LocalDate.of(2020, 12, 4));
        Item afterNationalDay = watched.watch(LocalDate.of(2020, 10, 9));

        assertThat(watched.timers(friday)).containsExactly(at(LocalDate.of(2020, 12, 1), HALF_PAST_EIGHT));
        assertThat(watched.timers(afterNationalDay)).containsExactly(at(LocalDate.of(2020, 9, 28), HALF_PAST_EIGHT));
        itIs(LocalDate.of(2020, 10, 9), LocalTime.NOON);
        watched.fireWhatIsDue(afterNationalDay);
        assertThat(watched.timers(afterNationalDay)).containsExactly(at(LocalDate.of(2020, 10, 10), HALF_PAST_EIGHT));
        itIs(LocalDate.of(2020, 12, 4), LocalTime.NOON);
        watched.fireWhatIsDue(friday);
        assertThat(watched.timers(friday)).containsExactly(at(LocalDate.of(2020, 12, 7), HALF_PAST_EIGHT));
    }

    @Test
    void moves_the_one_waiting_timer_when_the_approved_deadline_moves() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);
        itIs(LocalDate.of(2020, 12, 10), LocalTime.NOON);
        watched.fireWhatIsDue(item);

        jdbc.sql("update safecity.item set approved_deadline = date '2020-12-31' where id = :id")
                .param("id", item.id())
                .update();
        processes.moveTimers("escalation", item.number(), "rungReached");

        assertThat(watched.timers(item)).containsExactly(at(LocalDate.of(2020, 12, 28), HALF_PAST_EIGHT));
        itIs(LocalDate.of(2020, 12, 28), LocalTime.NOON);
        watched.fireWhatIsDue(item);
        assertThat(examples.subjectsTo(clerk)).containsExactly("【三日内到期】" + item.label(), "【三日内到期】" + item.label());
        processes.moveTimers("escalation", "WT-1999-00001", "rungReached");
    }

    @Test
    void does_not_tell_a_rung_whose_deadline_moved_away_before_the_timer_fired() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);
        jdbc.sql("update safecity.item set approved_deadline = date '2020-12-31' where id = :id")
                .param("id", item.id())
                .update();

        itIs(LocalDate.of(2020, 12, 10), LocalTime.NOON);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).isEmpty();
        assertThat(watched.timers(item)).containsExactly(at(LocalDate.of(2020, 12, 28), HALF_PAST_EIGHT));
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(SHANGHAI).toInstant();
    }
}
