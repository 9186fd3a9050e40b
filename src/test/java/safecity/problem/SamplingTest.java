package safecity.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.engine.Decisions;

/** {@code sampling.dmn}, row by row with the values at each boundary. */
class SamplingTest extends ApplicationTest {

    @Autowired
    private Decisions decisions;

    @ParameterizedTest(name = "{0}: {1}, refused {2} times, overdue {3}, drawn {4}: {5}")
    @CsvSource({
        "majorIsChecked,   MAJOR,    0, false, 99, true",
        "majorIsChecked,   MAJOR,    3, true,  0,  true",
        "refusedIsChecked, ORDINARY, 1, false, 99, true",
        "refusedIsChecked, ORDINARY, 7, false, 99, true",
        "overdueIsChecked, ORDINARY, 0, true,  99, true",
        "drawnIsChecked,   ORDINARY, 0, false, 0,  true",
        "drawnIsChecked,   ORDINARY, 0, false, 19, true",
        "othersAreSpared,  ORDINARY, 0, false, 20, false",
        "othersAreSpared,  ORDINARY, 0, false, 99, false",
    })
    void decides_as_its_rows_say(
            String row, String grade, int refusals, boolean overdue, int drawNumber, boolean checked) {
        assertThat(sampling(grade, refusals, overdue, drawNumber))
                .containsExactly(Map.entry("spotCheckNeeded", checked));
    }

    @Test
    void spares_what_no_row_names_because_its_last_row_takes_everything() {
        assertThat(sampling("LARGE", 0, false, 100)).containsExactly(Map.entry("spotCheckNeeded", false));
    }

    private Map<String, Object> sampling(String grade, int refusals, boolean overdue, int drawNumber) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("grade", grade);
        inputs.put("refusals", refusals);
        inputs.put("overdue", overdue);
        inputs.put("drawNumber", drawNumber);
        return decisions.decide("sampling", inputs);
    }
}
