package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.engine.Decisions;

/** {@code escalation.dmn} and {@code taskwatch.dmn}, row by row. */
class LadderTest extends ApplicationTest {

    private static final String OVERDUE = " T+1 T+3 T+7 T+15";

    @Autowired
    private Decisions decisions;

    @ParameterizedTest
    @CsvSource({
        "250, T-7 T-3 T-1",
        "20,  T-7 T-3 T-1",
        "19,  30% 15% T-1",
        "14,  30% 15% T-1",
        "13,  30% 15%",
        "4,   30% 15%",
        "3,   15%",
        "1,   15%",
        "0,   ''",
    })
    void reminds_by_days_for_long_limits_and_by_the_share_of_time_left_for_short_ones(int limit, String reminders) {
        for (String grade : List.of("ORDINARY", "MAJOR")) {
            for (boolean listed : new boolean[] {false, true}) {
                assertThat(String.join(" ", rungs("escalation", inputs(grade, limit, listed), "rung")))
                        .isEqualTo((reminders + OVERDUE).strip());
            }
        }
    }

    @Test
    void says_of_each_rung_how_urgent_it_is_what_it_is_called_who_is_told_and_which_document_follows() {
        List<String> rows = new ArrayList<>();
        for (int limit : new int[] {30, 19}) {
            rungs(
                            "escalation",
                            inputs("ORDINARY", limit, false),
                            "rung",
                            "lamp",
                            "count",
                            "value",
                            "time",
                            "act",
                            "notice",
                            "recipients",
                            "document",
                            "documentTo")
                    .stream()
                    .filter(row -> !rows.contains(row))
                    .forEach(rows::add);
        }

        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "T-7 BLUE WORKING 7 08:30 到期提醒 due-soon LEAD_CLERKS null null",
                        "T-3 YELLOW WORKING 3 08:30 到期预警 due-soon LEAD_CLERKS,LEAD_HEADS null null",
                        "30% YELLOW SHARE 30 08:30 到期预警 due-soon LEAD_CLERKS,LEAD_HEADS null null",
                        "15% ORANGE SHARE 15 08:30 到期督办 due-soon LEAD_CLERKS,LEAD_HEADS null null",
                        "T-1 ORANGE WORKING 1 08:30 到期督办 due-soon LEAD_CLERKS,LEAD_HEADS null null",
                        "T+1 RED WORKING -1 08:30 超期催办 overdue LEAD null null",
                        "T+3 RED WORKING -3 08:30 超期督办 overdue-escalated LEAD,COOPERATING,LOCALITY,OFFICE supervision-letter LEAD",
                        "T+7 RED WORKING -7 08:30 超期约谈 overdue-escalated LEAD,COOPERATING,LOCALITY,OFFICE interview-notice LEAD",
                        "T+15 RED WORKING -15 08:30 追责提级 overdue-escalated LEAD,OFFICE,LEADING_GROUP escalation-report LEADING_GROUP");
    }

    @Test
    void reminds_of_a_listed_hazard_as_of_any_other_but_leaves_the_documents_to_its_listing() {
        String[] same = {"rung", "lamp", "count", "value", "time", "recipients"};

        assertThat(rungs("escalation", inputs("MAJOR", 30, true), same))
                .isEqualTo(rungs("escalation", inputs("MAJOR", 30, false), same));
        assertThat(rungs("escalation", inputs("MAJOR", 30, true), "document", "documentTo"))
                .containsOnly("null null");
        assertThat(rungs("escalation", inputs("MAJOR", 30, true), "rung", "act", "notice"))
                .endsWith(
                        "T+1 超期催办 overdue",
                        "T+3 超期督办 overdue-listed",
                        "T+7 超期督办 overdue-listed",
                        "T+15 超期督办 overdue-listed");
    }

    private static Map<String, Object> inputs(String grade, int limit, boolean listed) {
        return Map.of("grade", grade, "limitWorkingDays", limit, "listed", listed);
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0,  false, U+2 SINCE 2 TASK_UNIT_HEADS",
        "false, 4,  false, U+2 SINCE 2 TASK_UNIT_HEADS",
        "false, 3,  false, U50% SHARE 50 TASK_UNIT_HEADS",
        "false, 1,  false, U50% SHARE 50 TASK_UNIT_HEADS",
        "true,  5,  false, ''",
        "true,  5,  true,  D+1 WORKING -1 TASK_UNIT",
        "false, 5,  true,  U+2 SINCE 2 TASK_UNIT_HEADS|D+1 WORKING -1 TASK_UNIT",
    })
    void tells_of_tasks_that_nobody_claims_and_of_those_past_a_limit_of_their_own(
            boolean claimed, int limit, boolean ownDue, String rows) {
        Map<String, Object> inputs = Map.of("claimed", claimed, "limitWorkingDays", limit, "ownDue", ownDue);

        assertThat(String.join("|", rungs("taskwatch", inputs, "rung", "count", "value", "recipients")))
                .isEqualTo(rows);
    }

    private List<String> rungs(String table, Map<String, Object> inputs, String... outputs) {
        return decisions.inForce(table).rows(inputs).stream()
                .map(row -> String.join(
                        " ",
                        Arrays.stream(outputs)
                                .map(output -> String.valueOf(row.get(output)))
                                .toList()))
                .toList();
    }
}
