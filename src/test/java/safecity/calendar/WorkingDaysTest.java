package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import safecity.reference.ReferenceFile;

/** The real holidays of 2020 to 2026, in memory. */
class WorkingDaysTest {

    private static JdbcClient jdbc;
    private static WorkingDays workingDays;

    @BeforeAll
    static void readTheHolidays() {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:holidays;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;NON_KEYWORDS=DAY");
        jdbc = JdbcClient.create(memory);
        jdbc.sql("create schema if not exists safecity").update();
        jdbc.sql("create table safecity.holiday (day date primary key, kind varchar)")
                .update();
        ReferenceFile.read("holidays.csv", "date", "kind")
                .rows()
                .forEach(row -> jdbc.sql("insert into safecity.holiday (day, kind) values (:day, :kind)")
                        .param("day", row.day("date"))
                        .param("kind", row.required("kind"))
                        .update());
        workingDays = new WorkingDays(jdbc);
    }

    @ParameterizedTest
    @CsvSource({"2020,249", "2021,250", "2022,249", "2023,249", "2024,251", "2025,248", "2026,248"})
    void counts_as_many_working_days_in_a_year_as_the_notices_give(int year, long expected) {
        LocalDate newYear = LocalDate.of(year, 1, 1);

        long counted = newYear.datesUntil(newYear.plusYears(1))
                .filter(workingDays::isWorkingDay)
                .count();

        assertThat(counted).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2020-01-19", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10", "2021-02-07"
            })
    void works_on_a_weekend_that_makes_up_for_a_holiday(LocalDate makeUpDay) {
        assertThat(workingDays.isWorkingDay(makeUpDay)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-24", "2020-01-31", "2020-10-08", "2020-12-05", "2022-12-31", "2026-10-01"})
    void rests_on_holidays_and_on_other_weekends(LocalDate freeDay) {
        assertThat(workingDays.isWorkingDay(freeDay)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // Spring Festival 2020: the make-up Sunday 19 January counts, 24 January to 2 February do not.
        "2020-01-17,1,2020-01-19",
        "2020-01-22,1,2020-01-23",
        "2020-01-22,2,2020-02-03",
        "2020-01-22,5,2020-02-06",
        // National Day 2020: Sunday 27 September and Saturday 10 October count, 1 to 8 October do not.
        "2020-09-25,1,2020-09-27",
        "2020-09-30,1,2020-10-09",
        "2020-09-30,3,2020-10-12",
        "2020-09-28,10,2020-10-19",
    })
    void skips_the_holidays_and_counts_the_make_up_days(LocalDate found, int allowed, LocalDate lastDay) {
        assertThat(workingDays.deadline(found, allowed)).isEqualTo(new Deadline(lastDay, false));
    }

    @Test
    void does_not_count_the_day_of_discovery() {
        assertThat(workingDays.deadline(day("2020-11-30"), 1).day()).isEqualTo(day("2020-12-01"));
        assertThat(workingDays.deadline(day("2020-11-28"), 1).day()).isEqualTo(day("2020-11-30"));
    }

    @Test
    void counts_weekends_only_and_is_provisional_in_a_year_without_a_notice() {
        assertThat(workingDays.deadline(day("2026-12-31"), 1)).isEqualTo(new Deadline(day("2027-01-01"), true));
        assertThat(workingDays.deadline(day("2027-09-30"), 3)).isEqualTo(new Deadline(day("2027-10-05"), true));
        assertThat(workingDays.deadline(day("2026-12-30"), 1)).isEqualTo(new Deadline(day("2026-12-31"), false));
        assertThat(workingDays.of(day("2027-03-01")).provisional()).isTrue();
        assertThat(workingDays.of(day("2026-03-01")).provisional()).isFalse();
        assertThat(workingDays.deadline(day("2018-12-28"), 5).provisional()).isTrue();
    }

    @Test
    void does_not_take_a_notice_that_reaches_into_new_year_for_the_next_years_notice() {
        jdbc.sql("insert into safecity.holiday (day, kind) values (date '2027-01-01', 'holiday')")
                .update();
        try {
            workingDays.reload();

            assertThat(workingDays.isWorkingDay(day("2027-01-01"))).isFalse();
            assertThat(workingDays.isAnnounced(2027)).isFalse();
            assertThat(workingDays.deadline(day("2026-12-31"), 1)).isEqualTo(new Deadline(day("2027-01-04"), true));
        } finally {
            jdbc.sql("delete from safecity.holiday where day = date '2027-01-01'")
                    .update();
            workingDays.reload();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2020-10-09,-1,2020-09-30",
        "2020-10-10,-3,2020-09-29",
        "2020-12-15,-3,2020-12-10",
        "2020-12-13,-3,2020-12-09",
        "2020-12-12,0,2020-12-12",
        "2020-12-12,1,2020-12-14",
    })
    void shifts_by_working_days_in_both_directions(LocalDate from, int by, LocalDate expected) {
        assertThat(workingDays.shift(from, by)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-09-30,2020-09-30,0",
        "2020-09-30,2020-10-09,1",
        "2020-09-29,2020-10-10,3",
        "2020-10-01,2020-10-08,0",
        // Passed: a weekend right after the deadline is the first day overdue, and so is the working day that follows.
        "2020-12-05,2020-12-04,-1",
        "2020-12-06,2020-12-04,-1",
        "2020-12-07,2020-12-04,-1",
        "2020-12-08,2020-12-04,-2",
        "2020-10-01,2020-09-30,-1",
        "2020-10-10,2020-09-30,-2",
    })
    void counts_the_working_days_left_and_those_overdue(LocalDate today, LocalDate deadline, int expected) {
        assertThat(workingDays.remaining(today, deadline)).isEqualTo(expected);
    }

    @Test
    void ends_a_day_in_beijing_whatever_zone_the_machine_has() {
        assertThat(WorkingDays.endOf(day("2020-12-15"))).isEqualTo(Instant.parse("2020-12-15T15:59:59Z"));
        assertThat(WorkingDays.dueAt(day("2020-12-15"))).isEqualTo(Date.from(Instant.parse("2020-12-15T15:59:59Z")));
    }

    @Test
    void refuses_a_deadline_of_no_working_day() {
        assertThatThrownBy(() -> workingDays.deadline(day("2020-12-15"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
