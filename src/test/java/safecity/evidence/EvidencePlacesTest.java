package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

class EvidencePlacesTest {

    @Test
    void knows_the_tasks_of_the_table_that_comes_along() {
        var places = new EvidencePlaces();

        assertThat(places.phases("rectification", "preparePlan")).containsExactly(Phase.BEFORE);
        assertThat(places.phases("rectification", "submitEvidence")).containsExactly(Phase.BEFORE, Phase.AFTER);
        assertThat(places.phases("spotcheck", "checkOnSite")).containsExactly(Phase.CHECK);
        assertThat(places.phases("rectification", "verify")).isEmpty();
    }

    @Test
    void names_the_line_that_it_cannot_read() {
        assertThatThrownBy(() -> new EvidencePlaces(table("process,element,phases\na,b,BEFORE\na,c,LATER\n")))
                .hasMessageContaining("第 3 行")
                .hasMessageContaining("LATER");
        assertThatThrownBy(() -> new EvidencePlaces(table("process,task\na,b\n")))
                .hasMessageContaining("三列");
    }

    private static ByteArrayResource table(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }
}
