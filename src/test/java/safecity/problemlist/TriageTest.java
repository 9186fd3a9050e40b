package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of {@code triage.dmn}, and what lies just beside it. */
class TriageTest {

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "重大, true, false, MAJOR, 60, LOCALITY",
        "重大, true, true, MAJOR, 60, OFFICE",
        "重大, false, false, MAJOR, 60, OFFICE",
        "一般, true, false, ORDINARY, 20, LOCALITY",
        "一般, true, true, ORDINARY, 20, OFFICE",
        "一般, false, false, ORDINARY, 20, OFFICE",
        "'', true, false, ORDINARY, 20, LOCALITY",
        "'', false, false, ORDINARY, 20, OFFICE"
    })
    void proposes(String grade, boolean locality, boolean same, String answer, int days, String verifier)
            throws IOException {
        Map<String, Object> proposed = decide(grade, locality, same, "qu-shui-wu-ju", "qu-cheng-guan-wei");

        assertThat(proposed)
                .containsEntry("grade", answer)
                .containsEntry("verifier", verifier)
                .containsEntry("leadUnit", "qu-shui-wu-ju");
        assertThat(((Number) proposed.get("workingDays")).intValue()).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({
        "qu-shui-wu-ju, qu-cheng-guan-wei, qu-shui-wu-ju",
        "'', qu-cheng-guan-wei, qu-cheng-guan-wei",
        "qu-shui-wu-ju, '', qu-shui-wu-ju",
        "'', '', ''"
    })
    void takes_the_lead_of_the_task_only_where_the_list_names_none(String listLead, String taskLead, String lead)
            throws IOException {
        assertThat(decide("一般", true, false, listLead, taskLead)).containsEntry("leadUnit", lead);
    }

    private Map<String, Object> decide(String grade, boolean locality, boolean same, String listLead, String taskLead)
            throws IOException {
        Map<String, Object> facts = new HashMap<>();
        facts.put("listGrade", grade);
        facts.put("localityGiven", locality);
        facts.put("leadIsLocality", same);
        facts.put("listLead", listLead);
        facts.put("taskLead", taskLead);
        try (InputStream model = Files.newInputStream(Path.of("processes/triage.dmn"))) {
            DmnDecision decision = engine.parseDecision("triage", model);
            DmnDecisionRuleResult row =
                    engine.evaluateDecisionTable(decision, facts).getSingleResult();
            return row.getEntryMap();
        }
    }
}
