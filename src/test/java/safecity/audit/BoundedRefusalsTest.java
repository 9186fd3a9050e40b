package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static safecity.Cases.CLERK;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is refused again and again cannot fill the trail. */
class BoundedRefusalsTest extends AuditCase {

    private static final LocalDate DAY = LocalDate.of(2020, 6, 1);

    private BoundedRefusals refusals;
    private long before;

    @BeforeEach
    void itIsTen() {
        itIs(DAY, LocalTime.of(10, 0));
        refusals = new BoundedRefusals(audit, clock, 3, Duration.ofMinutes(10), 100);
        before = chain.end().seq();
    }

    private void refuse(String login, int times) {
        for (int time = 0; time < times; time++) {
            refusals.record(audit.draft(person(login), "越权访问", "GET /items/1", Outcome.DENIED, "404"));
        }
    }

    private List<Tuple> told() {
        return since(before).stream()
                .map(Entry::draft)
                .map(draft -> tuple(draft.login(), draft.act(), draft.outcome(), draft.details()))
                .toList();
    }

    @Test
    void the_first_are_recorded_and_the_others_counted_until_the_window_is_over() {
        refuse(CLERK, 1000);
        Tuple one = tuple(CLERK, "越权访问", Outcome.DENIED, "404");
        assertThat(told()).containsExactly(one, one, one);

        itIs(DAY, LocalTime.of(10, 9, 59));
        refusals.sumUp();
        assertThat(told()).hasSize(3);

        itIs(DAY, LocalTime.of(10, 10));
        refusals.sumUp();
        refusals.sumUp();
        assertThat(told())
                .containsExactly(
                        one, one, one, tuple(CLERK, "越权访问", Outcome.DENIED, "此后同类 997 次未逐条记录（10:00:00 至 10:00:00）"));
    }

    @Test
    void the_next_after_the_window_says_how_many_there_were_and_is_recorded() {
        refuse(CLERK, 5);
        itIs(DAY, LocalTime.of(11, 0));

        refuse(CLERK, 1);

        assertThat(since(before))
                .extracting(entry -> entry.draft().details())
                .containsExactly("404", "404", "404", "此后同类 2 次未逐条记录（10:00:00 至 10:00:00）", "404");
    }

    @Test
    void one_person_does_not_use_up_what_is_told_of_another() {
        refuse(CLERK, 10);

        refuse("duban", 1);

        assertThat(told()).hasSize(4).endsWith(tuple("duban", "越权访问", Outcome.DENIED, "404"));
    }

    @Test
    void what_was_counted_is_not_lost_when_the_program_ends() {
        refuse(CLERK, 10);

        refusals.sumUpAll();

        assertThat(since(before)).hasSize(4);
        assertThat(since(before).get(3).draft().details()).startsWith("此后同类 7 次");
    }
}
