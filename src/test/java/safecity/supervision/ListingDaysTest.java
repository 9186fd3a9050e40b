package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.SUPERVISOR;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.calendar.Move;
import safecity.engine.Decisions;
import safecity.item.Item;
import safecity.supervision.Duty.Standing;

/**
 * Every limit of the timetable on its last legal day and on the day after: counted from Thursday, 24 September 2020 over National Day (1 to 8 October are
 * free, 27 September and 10 October are worked) or back from 30 October, and moved by a notice that is amended so that 25 September and 12 October are
 * free too.
 */
class ListingDaysTest extends ListingCase {

    private static final LocalDate FROM = LocalDate.of(2020, 9, 24);
    private static final LocalDate END = LocalDate.of(2020, 10, 30);

    @Autowired
    private Decisions decisions;

    @Autowired
    private CountedDuties countedDuties;

    private Timetable table() {
        return new Timetable(decisions, workingDays, "listing");
    }

    private void amend() {
        jdbc.sql("""
                insert into safecity.holiday (day, kind, name, source)
                values (date '2020-09-25', 'holiday', '国庆节', 'amended'), (date '2020-10-12', 'holiday', '国庆节', 'amended')""").update();
        workingDays.reload();
    }

    @AfterEach
    void putTheNoticeBack() {
        jdbc.sql("delete from safecity.holiday where source = 'amended'").update();
        workingDays.reload();
    }

    @ParameterizedTest
    @CsvSource({
        "DISTRICT, propose, 2020-09-28, 2020-09-29",
        "DISTRICT, judge, 2020-09-28, 2020-09-29",
        "CITY, judge, 2020-09-30, 2020-10-09",
        "DISTRICT, approve, 2020-09-28, 2020-09-29",
        "CITY, approve, 2020-09-30, 2020-10-09",
        "DISTRICT, fileUpward, 2020-09-28, 2020-09-29",
        "DISTRICT, announce, 2020-09-30, 2020-10-09",
        "DISTRICT, filePlan, 2020-10-14, 2020-10-16",
        "DISTRICT, reviewPlan, 2020-09-28, 2020-09-29",
        "DISTRICT, report, 2020-09-30, 2020-10-09",
        "DISTRICT, askExtension, 2020-09-27, 2020-09-24",
        "DISTRICT, requestAcceptance, 2020-10-30, 2020-10-30",
        "DISTRICT, acceptOnSite, 2020-10-04, 2020-10-04",
        "DISTRICT, objectBy, 2020-10-24, 2020-10-24",
        "DISTRICT, sanction, 2020-09-28, 2020-09-29",
        "DISTRICT, urge, 2020-09-25, 2020-09-27",
        "DISTRICT, openInterview, 2020-09-27, 2020-09-27",
        "DISTRICT, interview, 2020-10-04, 2020-10-04",
        "DISTRICT, openEscalation, 2020-10-09, 2020-10-09",
        "DISTRICT, escalate, 2020-10-14, 2020-10-14",
        "DISTRICT, openShutdown, 2020-10-09, 2020-10-09",
        "DISTRICT, considerShutdown, 2020-10-14, 2020-10-14",
        "DISTRICT, announceDelisting, 2020-09-30, 2020-10-09",
        "DISTRICT, archive, 2020-09-30, 2020-10-09",
        "DISTRICT, observe, 2021-03-23, 2021-03-23",
        "DISTRICT, correctNotice, 2020-09-30, 2020-10-09"
    })
    void is_in_time_until_the_end_of_its_last_day_and_moves_with_the_calendar(
            Level level, String name, LocalDate last, LocalDate lastWhenAmended) {
        Item item = hazard();
        long id = opened(item);
        Limit limit = table().limit(level, name);
        LocalDate base = limit.countedFrom().equals("DEADLINE") ? END : FROM;
        listings.setDeadline(id, END, item.approvedDeadline());
        duties.lay(id, List.of(limit));
        duties.happened(id, limit.countedFrom(), base);
        assertLast(id, name, last);

        amend();
        List<Move> moves = countedDuties.moves(workingDays).stream()
                .filter(move -> move.key().equals(id + " " + name))
                .toList();
        transaction.executeWithoutResult(status -> countedDuties.apply(moves, workingDays, SUPERVISOR));

        assertThat(moves).hasSize(last.equals(lastWhenAmended) ? 0 : 1);
        assertLast(id, name, lastWhenAmended);
    }

    private void assertLast(long id, String name, LocalDate last) {
        Duty duty = duties.find(id, name);
        assertThat(duty.due()).isEqualTo(last);
        assertThat(duty.standing(last)).isEqualTo(duty.duties() ? Standing.DUE : Standing.OPEN);
        assertThat(duty.standing(last.plusDays(1))).isEqualTo(duty.duties() ? Standing.OVERDUE : Standing.PAST);
    }

    @ParameterizedTest
    @CsvSource({
        "longest, 2021-09-24, 2021-09-24",
        "decideExtension, 2020-10-14, 2020-10-16",
        "reviewObjection, 2020-10-24, 2020-10-24"
    })
    void is_counted_when_it_is_asked_for(String name, LocalDate last, LocalDate lastWhenAmended) {
        assertThat(table().due(Level.DISTRICT, name, FROM).day()).isEqualTo(last);

        amend();

        assertThat(table().due(Level.DISTRICT, name, FROM).day()).isEqualTo(lastWhenAmended);
    }

    @Test
    void leaves_out_no_limit_of_the_table() {
        Set<String> tried = Arrays.stream(ListingDaysTest.class.getDeclaredMethods())
                .map(ListingDaysTest::rows)
                .flatMap(List::stream)
                .map(row -> row.replaceFirst("^(DISTRICT|CITY), ", "").split(",")[0])
                .collect(Collectors.toSet());
        Set<String> limits = Arrays.stream(Level.values())
                .flatMap(level -> table().of(level).stream())
                .filter(limit -> !limit.kind().equals("COUNT"))
                .map(Limit::duty)
                .collect(Collectors.toSet());

        assertThat(tried).isEqualTo(limits);
    }

    private static List<String> rows(Method test) {
        CsvSource source = test.getAnnotation(CsvSource.class);
        return source == null ? List.of() : List.of(source.value());
    }
}
