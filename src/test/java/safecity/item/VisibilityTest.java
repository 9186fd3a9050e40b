package safecity.item;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.EXPERT;
import static safecity.Cases.LEAD;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.OTHER_UNIT;
import static safecity.Cases.SUPERVISOR;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.TestItem;
import safecity.identity.People;

/** Who sees an item: those who take part and those who watch over all. */
class VisibilityTest extends CaseTest {

    private static final String FOREIGNER = "jiaotongju";
    private static final String OTHER_EXPERT = "zhuanjia2";

    @Autowired
    private Items items;

    @Autowired
    private People people;

    @ParameterizedTest
    @ValueSource(
            strings = {CLERK, COLLEAGUE, "chengguanwei-head", LOCAL_CLERK, OTHER_CLERK, SUPERVISOR, "lingdao", "shenji"
            })
    void is_given_to_lead_helpers_locality_office_leading_group_and_audit(String login) {
        Item item = cases.dispatched(wish -> wish.helpedBy(OTHER_UNIT));

        assertThat(sees(login, item)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {FOREIGNER, "xihongmenzhen", EXPERT, "sheji", "xitong", "anquan"})
    void is_kept_from_other_units_experts_without_a_check_and_administrators(String login) {
        Item item = cases.dispatched(wish -> wish.helpedBy(OTHER_UNIT));

        assertThat(sees(login, item)).isFalse();
    }

    @Test
    void is_given_to_experts_while_the_check_waits_and_later_to_the_one_who_checked() {
        Item item = cases.submitted(TestItem::major);
        assertThat(sees(EXPERT, item)).isFalse();

        cases.verify(item, "accept");
        assertThat(sees(EXPERT, item)).isTrue();
        assertThat(sees(OTHER_EXPERT, item)).isTrue();

        cases.checkOnSite(item, "passed");
        assertThat(sees(EXPERT, item)).isTrue();
        assertThat(sees(OTHER_EXPERT, item)).isFalse();
    }

    @Test
    void moves_with_the_item_to_another_unit() {
        Item item = cases.dispatched();
        assertThat(sees(OTHER_CLERK, item)).isFalse();

        cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack", "reason", "属于消防职责"));
        cases.complete(
                item,
                SUPERVISOR,
                "decideHandingBack",
                Map.of("decision", "reassign", "toUnit", OTHER_UNIT, "opinion", "由消防支队牵头"));

        assertThat(sees(OTHER_CLERK, item)).isTrue();
        assertThat(sees(CLERK, item)).isFalse();
        assertThat(sees(LOCAL_CLERK, item)).isTrue();
    }

    @Test
    void stays_with_a_unit_that_helps_when_it_is_no_longer_responsible() {
        Item item = cases.registered(wish -> wish.helpedBy(LEAD));

        items.reassign(item.id(), OTHER_UNIT);

        assertThat(sees(CLERK, item)).isTrue();
        assertThat(sees(OTHER_CLERK, item)).isTrue();
    }

    private boolean sees(String login, Item item) {
        return items.findVisible(item.number(), people.require(login)).isPresent();
    }
}
