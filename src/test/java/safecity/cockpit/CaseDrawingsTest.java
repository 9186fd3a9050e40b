package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.engine.CaseDiagrams;
import safecity.identity.People;
import safecity.item.Item;

/** Which of a case's drawings is shown first. */
class CaseDrawingsTest extends CaseTest {

    @Autowired
    private CaseDrawings drawings;

    @Autowired
    private People people;

    @RepeatedTest(5)
    void the_trunk_comes_first_even_if_its_companions_began_in_the_same_millisecond() {
        Item item = cases.verified(wishes -> wishes);
        cases.reassess(item, "effective");

        assertThat(drawings.of(item.number(), null, people.require("duban"))
                        .orElseThrow()
                        .all())
                .extracting(CaseDiagrams.Diagram::process)
                .containsExactly("problem", "escalation", "reassessment", "rectification");
    }
}
