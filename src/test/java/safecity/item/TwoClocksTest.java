package safecity.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.engine.Refused;
import safecity.item.DeadlineChange.Cause;

/** The approved deadline moves, the original one never does. */
class TwoClocksTest extends CaseTest {

    @Autowired
    private Deadlines deadlines;

    @Test
    void has_the_database_refuse_to_overwrite_the_original_deadline() {
        Item item = cases.registered(wish -> wish);

        assertThatThrownBy(() -> jdbc.sql("""
                        update safecity.item set original_deadline = original_deadline + 1, approved_deadline = approved_deadline + 1 where id = :id""").param("id", item.id()).update())
                .hasMessageContaining("the original deadline of item " + item.number() + " is never overwritten");

        assertThat(cases.now(item).originalDeadline()).isEqualTo(item.originalDeadline());
    }

    @Test
    void keeps_the_original_deadline_through_every_move_of_the_approved_one() {
        Item item = cases.registered(wish -> wish);

        transaction.executeWithoutResult(status -> deadlines.postpone(item, Cause.EXTENSION, 5, "雨天", "duban"));
        transaction.executeWithoutResult(
                status -> deadlines.postpone(cases.now(item), Cause.PAUSE, 2, "待上级批复", "duban"));

        assertThat(cases.now(item).originalDeadline()).isEqualTo(LocalDate.of(2020, 7, 1));
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 10));
        assertThat(deadlines.changes(item.id()))
                .extracting(change -> change.cause() + " " + change.before() + " " + change.after())
                .containsExactly("EXTENSION 2020-07-01 2020-07-08", "PAUSE 2020-07-08 2020-07-10");
    }

    @Test
    void refuses_a_move_that_was_decided_on_a_deadline_of_yesterday() {
        Item item = cases.registered(wish -> wish);
        transaction.executeWithoutResult(status -> deadlines.postpone(item, Cause.EXTENSION, 5, "雨天", "duban"));

        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> deadlines.postpone(item, Cause.EXTENSION, 5, "雨天", "duban")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("时限已变");

        assertThat(deadlines.changes(item.id())).hasSize(1);
    }
}
