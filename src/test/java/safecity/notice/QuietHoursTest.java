package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** When a notice goes out that is posted at night, on a weekend or in a holiday. */
class QuietHoursTest extends ApplicationTest {

    private static final String UNIT = "qu-qi-xiang-ju";

    @Autowired
    private Outbox outbox;

    @Autowired
    private Items items;

    @Autowired
    private People people;

    @Autowired
    private QuietHours quietHours;

    @ParameterizedTest
    @CsvSource({
        "2020-09-21T08:29:59, 2020-09-21T08:30:00",
        "2020-09-21T08:30:00, 2020-09-21T08:30:00",
        "2020-09-21T17:59:59, 2020-09-21T17:59:59",
        "2020-09-21T18:00:00, 2020-09-22T08:30:00",
        "2020-09-26T12:00:00, 2020-09-27T08:30:00", // a Saturday before a Sunday that is worked
        "2020-09-27T12:00:00, 2020-09-27T12:00:00",
        "2020-09-30T20:00:00, 2020-10-09T08:30:00", // 国庆、中秋
        "2020-10-01T10:00:00, 2020-10-09T08:30:00"
    })
    void an_ordinary_notice_waits_for_the_next_working_morning(LocalDateTime posted, LocalDateTime sent) {
        assertThat(dueOf("due-soon", posted)).isEqualTo(in(sent));
    }

    @ParameterizedTest
    @CsvSource({"overdue", "overdue-escalated", "returned", "handed-back"})
    void a_single_notice_goes_at_once_even_at_night_in_a_holiday(String kind) {
        LocalDateTime night = LocalDateTime.parse("2020-10-01T23:00:00");

        assertThat(dueOf(kind, night)).isEqualTo(in(night));
    }

    @Test
    void a_kind_without_a_row_is_an_ordinary_one() {
        assertThat(quietHours.earliest("new-kind", in(LocalDateTime.parse("2020-10-01T10:00:00"))))
                .isEqualTo(in(LocalDateTime.parse("2020-10-09T08:30:00")));
    }

    private Instant dueOf(String kind, LocalDateTime posted) {
        itIs(posted.toLocalDate(), posted.toLocalTime());
        Examples examples = new Examples(jdbc, transaction, items, people);
        Person person = examples.personIn(UNIT);
        Item item = examples.item(UNIT, posted.toLocalDate().plusDays(20));
        transaction.executeWithoutResult(
                status -> outbox.post(item.id(), kind, posted.toLocalDate(), person, Map.of()));
        return jdbc.sql("select next_try_at from safecity.notice where recipient = :login")
                .param("login", person.login())
                .query((row, index) -> row.getTimestamp("next_try_at").toInstant())
                .single();
    }

    private static Instant in(LocalDateTime local) {
        return local.atZone(SHANGHAI).toInstant();
    }
}
