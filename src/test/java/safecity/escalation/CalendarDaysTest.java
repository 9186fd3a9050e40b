package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.engine.Decisions.Table;
import safecity.item.Grade;
import safecity.item.Item;

/**
 * Rungs that a draft of a table counts in calendar days ({@code CALENDAR}). The holidays of 2020: 1 to 8 October is National Day, Saturday 10 October is
 * worked.
 */
class CalendarDaysTest extends EscalationCase {

    private static final LocalDate SINCE = LocalDate.of(2020, 8, 3);

    @Autowired
    private Decisions decisions;

    @Autowired
    private WorkingDays workingDays;

    /** The table with two of its rungs counted in calendar days: one before the deadline, one after. */
    private static String draft(int before, int after) throws IOException {
        String table = Files.readString(Path.of("processes/escalation.dmn"));
        table = counted(table, "dueInSevenDays", "7", before);
        return counted(table, "thirdDayOverdue", "-3", -after);
    }

    private static String counted(String table, String row, String from, int to) {
        String cell = "<outputEntry id=\"" + row;
        String working = cell + "Count\"><text>\"WORKING\"";
        String value = cell + "Value\"><text>" + from + "<";
        assertThat(table).contains(working, value);
        return table.replace(working, cell + "Count\"><text>\"CALENDAR\"")
                .replace(value, cell + "Value\"><text>" + to + "<");
    }

    private Ladder ladder(int before, int after) throws IOException {
        Table draft = decisions.draft("escalation", draft(before, after).getBytes(StandardCharsets.UTF_8));
        return new Ladder(name -> name.equals("escalation") ? draft : decisions.inForce(name), workingDays);
    }

    private static Rung rung(List<Rung> rungs, String code) {
        return rungs.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "deadline {0}: {1} days before is {2}, {3} days after is {4}")
    @CsvSource({
        "2020-09-15, 7,  2020-09-08, 3, 2020-09-18",
        "2020-09-15, 10, 2020-09-07, 4, 2020-09-21",
        "2020-10-12, 9,  2020-10-09, 3, 2020-10-15",
        "2020-10-12, 2,  2020-10-10, 5, 2020-10-19",
        "2020-10-04, 1,  2020-09-30, 1, 2020-10-09",
        "2020-09-30, 1,  2020-09-29, 2, 2020-10-09",
    })
    void come_so_many_calendar_days_from_the_deadline_and_never_on_a_day_of_rest(
            LocalDate deadline, int before, String comes, int after, String follows) throws Exception {
        List<Rung> rungs = ladder(before, after).of(Grade.ORDINARY, false, SINCE, deadline);

        assertThat(rung(rungs, "T-7").firesAt()).isEqualTo(morning(comes));
        assertThat(rung(rungs, "T-7").overdue()).isFalse();
        assertThat(rung(rungs, "T+3").firesAt()).isEqualTo(morning(follows));
        assertThat(rung(rungs, "T+3").overdue()).isTrue();
        assertThat(rung(rungs, "T+3").document()).isEqualTo("supervision-letter");
    }

    @Test
    void stand_among_the_others_in_the_order_of_their_moments_and_wait_their_turn() throws Exception {
        Ladder ladder = ladder(3, 1);
        LocalDate deadline = LocalDate.of(2020, 9, 18);

        assertThat(ladder.of(Grade.ORDINARY, false, SINCE, deadline))
                .extracting(Rung::code)
                .as(
                        "three calendar days before a Friday are a Tuesday, as are three working days; one after is put off to Monday")
                .containsExactly("T-7", "T-3", "T-1", "T+1", "T+3", "T+7", "T+15");

        Instant monday = morning("2020-09-14");
        Watched item = new Watched(
                Grade.ORDINARY, false, SINCE.atStartOfDay(SHANGHAI).toInstant(), deadline, Set.of(), List.of());
        assertThat(ladder.standing(item, monday, false).next().firesAt()).isEqualTo(morning("2020-09-15"));
        Instant overdue = morning("2020-09-21");
        Ladder.Standing stands = ladder.standing(item, overdue, false);
        assertThat(stands.rung().code()).as("the last one whose moment is past").isEqualTo("T+3");
        assertThat(stands.passed()).extracting(Rung::code).containsExactly("T-7", "T-3", "T-1", "T+1");
    }

    @Test
    void the_trial_of_the_draft_says_what_it_would_do_to_an_open_item() throws Exception {
        Item item = watched.watch(DEADLINE);

        String page = mvc.perform(multipart("/ladder")
                        .file(new MockMultipartFile(
                                "file",
                                "escalation.dmn",
                                "application/octet-stream",
                                draft(10, 5).getBytes(StandardCharsets.UTF_8)))
                        .param("number", item.number())
                        .with(user(people.require("sheji")))
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);

        String row = Jsoup.parse(page)
                .select("tbody tr:contains(" + item.number() + ")")
                .text();
        assertThat(row)
                .as(
                        "ten days before Tuesday 15 December is a Saturday, five after a Sunday; seven and three working days are gone")
                .contains("2020-12-07", "2020-12-21", "2020-12-04", "2020-12-18");
    }
}
