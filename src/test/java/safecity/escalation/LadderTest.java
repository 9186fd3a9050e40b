package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.engine.Decisions;

/** {@code escalation.dmn}, row by row. */
class LadderTest extends ApplicationTest {

    @Autowired
    private Decisions decisions;

    @ParameterizedTest
    @ValueSource(strings = {"ORDINARY", "MAJOR"})
    void reminds_the_lead_three_working_days_before_and_on_the_first_day_overdue(String grade) {
        List<Map<String, Object>> rows = decisions.decideAll("escalation", Map.of("grade", grade));

        assertThat(rows)
                .containsExactly(
                        Map.of(
                                "rung", "T-3",
                                "workingDaysToDeadline", 3,
                                "time", "08:30",
                                "act", "到期提醒",
                                "notice", "due-soon",
                                "recipients", "LEAD"),
                        Map.of(
                                "rung", "T+1",
                                "workingDaysToDeadline", -1,
                                "time", "08:30",
                                "act", "超期通知",
                                "notice", "overdue",
                                "recipients", "LEAD"));
    }
}
