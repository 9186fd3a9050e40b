package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.calendar.WorkingDays;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** When a notice goes out, whether it is posted in office hours, at night, on a weekend or in a holiday. */
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

    @Autowired
    private WorkingDays workingDays;

    private String state = "";

    @ParameterizedTest
    @CsvSource({
        "2020-09-21T08:30:00, 2020-09-21T08:35:00",
        "2020-09-21T08:34:59, 2020-09-21T08:35:00",
        "2020-09-21T08:35:00, 2020-09-22T08:35:00",
        "2020-09-21T10:00:00, 2020-09-22T08:35:00",
        "2020-09-26T12:00:00, 2020-09-27T08:35:00", // a Saturday before a Sunday that is worked
        "2020-09-30T10:00:00, 2020-10-09T08:35:00", // 国庆、中秋
        "2020-10-01T10:00:00, 2020-10-09T08:35:00"
    })
    void an_ordinary_notice_waits_for_the_digest_of_the_next_working_morning(LocalDateTime posted, LocalDateTime sent) {
        assertThat(dueOf("due-soon", posted)).isEqualTo(in(sent));
        assertThat(state).isEqualTo("WAITING");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-09-21T08:29:59, 2020-09-21T08:30:00",
        "2020-09-21T08:30:00, 2020-09-21T08:30:00",
        "2020-09-21T17:59:59, 2020-09-21T17:59:59",
        "2020-09-21T18:00:00, 2020-09-22T08:30:00",
        "2020-09-27T12:00:00, 2020-09-27T12:00:00",
        "2020-10-01T10:00:00, 2020-10-09T08:30:00"
    })
    void a_decision_that_a_unit_waits_for_goes_by_itself_but_not_in_quiet_hours(
            LocalDateTime posted, LocalDateTime sent) {
        assertThat(dueOf("extension-refused", posted)).isEqualTo(in(sent));
        assertThat(state).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @CsvSource({"overdue", "overdue-escalated", "returned", "handed-back"})
    void a_single_notice_goes_at_once_even_at_night_in_a_holiday(String kind) {
        LocalDateTime night = LocalDateTime.parse("2020-10-01T23:00:00");

        assertThat(dueOf(kind, night)).isEqualTo(in(night));
        assertThat(state).isEqualTo("PENDING");
    }

    @Test
    void a_kind_without_a_row_is_an_ordinary_one() {
        assertThat(quietHours.earliest("new-kind", in(LocalDateTime.parse("2020-10-01T10:00:00"))))
                .isEqualTo(in(LocalDateTime.parse("2020-10-09T08:30:00")));
    }

    @ParameterizedTest
    @CsvSource({"08:29", "18:00"})
    void a_time_of_the_digest_outside_of_office_hours_is_refused_at_the_start(String time) {
        assertThatThrownBy(() -> new QuietHours(workingDays, new Kinds(), "08:30", "18:00", time))
                .hasMessageContaining("safecity.notice-digest 应在", time);
    }

    private Instant dueOf(String kind, LocalDateTime posted) {
        itIs(posted.toLocalDate(), posted.toLocalTime());
        Examples examples = new Examples(jdbc, transaction, items, people);
        Person person = examples.personIn(UNIT);
        Item item = examples.item(UNIT, posted.toLocalDate().plusDays(20));
        transaction.executeWithoutResult(
                status -> outbox.post(item.id(), kind, posted.toLocalDate(), person, Map.of()));
        return jdbc.sql("select next_try_at, state from safecity.notice where recipient = :login")
                .param("login", person.login())
                .query((row, index) -> {
                    state = row.getString("state");
                    return row.getTimestamp("next_try_at").toInstant();
                })
                .single();
    }

    private static Instant in(LocalDateTime local) {
        return local.atZone(SHANGHAI).toInstant();
    }
}
