package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** Rungs from the third day overdue on call for a document, which a person decides on before it goes out. */
class RungDocumentTest extends EscalationCase {

    @Test
    void drafts_letter_interview_and_report_each_on_its_day_for_whom_it_concerns() {
        Item item = watched.watch(DEADLINE);

        morningOf(item, "2020-12-16");
        assertThat(drafts(item)).as("the first day needs no paper").isEmpty();
        for (String day : List.of("2020-12-18", "2020-12-24", "2021-01-06")) {
            morningOf(item, day);
            takeSlipsBack(item);
        }

        assertThat(drafts(item))
                .containsExactly(
                        "supervision-letter qu-qi-xiang-ju 该问题超过整改时限 3 个工作日",
                        "interview-notice qu-qi-xiang-ju 该问题超过整改时限 7 个工作日",
                        "escalation-report qu-chuang-an-ling-dao-xiao-zu 该问题超过整改时限 15 个工作日");
    }

    @Test
    void starts_the_slip_with_the_draft_and_nothing_goes_out_before_somebody_decides() {
        Item item = watched.watch(DEADLINE);

        morningOf(item, "2020-12-18");

        assertThat(processes.runs("slip", item.number())).isTrue();
        assertThat(toldTo(clerk, item)).containsExactly("overdue-escalated");
        assertThat(jdbc.sql("select number from safecity.document where item_id = :id")
                        .param("id", item.id())
                        .query((row, index) -> String.valueOf(row.getString("number")))
                        .single())
                .isEqualTo("null");
        assertThat(jdbc.sql(
                                "select slip_id is not null from safecity.escalation_rung where item_id = :id and rung = 'T+3'")
                        .param("id", item.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void drafts_anew_when_the_item_is_late_for_a_later_deadline_too() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2020-12-18");
        jdbc.sql(
                        "update safecity.document set status = 'NOT_ISSUED', reason = '已整改', ended_at = now() where item_id = :id")
                .param("id", item.id())
                .update();
        takeSlipsBack(item);
        jdbc.sql("update safecity.item set approved_deadline = :day where id = :id")
                .param("day", LocalDate.of(2020, 12, 25))
                .param("id", item.id())
                .update();
        watched.clockChanged(item);

        morningOf(item, "2020-12-30");

        assertThat(drafts(item)).hasSize(2).allMatch(draft -> draft.startsWith("supervision-letter"));
    }

    @Test
    void leaves_the_documents_to_the_listing_of_a_listed_hazard_while_that_stands() {
        Item item = watched.watch(DEADLINE);
        long listing = listed(item);

        morningOf(item, "2020-12-18");

        assertThat(toldTo(clerk, item)).containsExactly("overdue-listed");
        assertThat(watched.rungs(item)).contains("T+3 SENT");
        assertThat(drafts(item)).isEmpty();
        assertThat(processes.runs("slip", item.number())).isFalse();

        jdbc.sql("update safecity.listing set state = 'DELISTED' where id = :id")
                .param("id", listing)
                .update();
        morningOf(item, "2020-12-24");

        assertThat(drafts(item)).containsExactly("interview-notice qu-qi-xiang-ju 该问题超过整改时限 7 个工作日");
    }

    @Test
    void goes_on_drafting_while_a_listing_is_only_proposed() {
        Item item = watched.watch(DEADLINE);
        jdbc.sql("update safecity.listing set state = 'PROPOSED', number = null, listed_at = null where id = :id")
                .param("id", listed(item))
                .update();

        morningOf(item, "2020-12-18");

        assertThat(drafts(item)).hasSize(1);
    }

    private long listed(Item item) {
        return jdbc.sql("""
                insert into safecity.listing (item_id, number, state, level, opened_by, opened_at, changed_at, deadline, item_deadline, listed_at)
                values (:item, 'GP-' || :item, 'RECTIFYING', 'DISTRICT', 'duban', now(), now(), :day, :day, now())
                returning id""")
                .param("item", item.id())
                .param("day", DEADLINE)
                .query(Long.class)
                .single();
    }

    private List<String> drafts(Item item) {
        return jdbc.sql(
                        "select kind || ' ' || recipient || ' ' || occasion from safecity.document where item_id = :id order by id")
                .param("id", item.id())
                .query(String.class)
                .list();
    }
}
