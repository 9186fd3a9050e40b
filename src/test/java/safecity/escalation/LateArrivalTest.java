package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** Items that are past their deadline, or past rungs, when their watch begins. */
class LateArrivalTest extends EscalationCase {

    @Test
    void enters_at_the_rung_where_it_stands_and_notes_the_ones_before() {
        itIs(LocalDate.of(2020, 12, 21), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);

        watched.fireWhatIsDue(item);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).containsExactly("【超期 4 个工作日】" + item.label());
        assertThat(acts(item)).startsWith("超期督办");
        assertThat(watched.rungs(item)).containsExactly("T+1 PASSED", "T+3 SENT");
        assertThat(documents(item)).containsExactly("supervision-letter DRAFT");
        takeSlipsBack(item);
        assertThat(watched.timers(item)).containsExactly(morning("2020-12-24"));
    }

    @Test
    void enters_at_the_last_rung_long_after_its_deadline_and_drafts_that_one_document() {
        itIs(LocalDate.of(2021, 3, 1), LocalTime.NOON);
        Item item = watched.watch(DEADLINE);

        watched.fireWhatIsDue(item);
        watched.clockChanged(item);
        watched.fireWhatIsDue(item);

        assertThat(watched.rungs(item)).containsExactly("T+1 PASSED", "T+15 SENT", "T+3 PASSED", "T+7 PASSED");
        assertThat(documents(item)).containsExactly("escalation-report DRAFT");
        assertThat(examples.subjectsTo(clerk)).hasSize(1);
    }

    @Test
    void waits_for_the_working_morning_if_it_arrives_on_a_day_of_rest_or_before_its_hour() {
        itIs(LocalDate.of(2020, 12, 19), LocalTime.NOON);
        Item onSaturday = watched.watch(DEADLINE);
        itIs(LocalDate.of(2020, 12, 21), LocalTime.of(3, 0));
        Item atNight = watched.watch(DEADLINE);

        assertThat(watched.timers(onSaturday)).containsExactly(morning("2020-12-21"));
        assertThat(watched.timers(atNight)).containsExactly(morning("2020-12-21"));
        watched.fireWhatIsDue(onSaturday);
        watched.fireWhatIsDue(atNight);
        assertThat(examples.subjectsTo(clerk)).isEmpty();
    }

    @Test
    void sends_only_where_the_item_stands_if_the_program_was_off_over_several_rungs() {
        Item item = watched.watch(DEADLINE);

        itIs(LocalDate.of(2020, 12, 21), LocalTime.NOON);
        watched.fireWhatIsDue(item);

        assertThat(examples.subjectsTo(clerk)).containsExactly("【超期 4 个工作日】" + item.label());
        assertThat(watched.rungs(item))
                .containsExactly("T+1 PASSED", "T+3 SENT", "T-1 PASSED", "T-3 PASSED", "T-7 PASSED");
    }

    @Test
    void does_not_flood_anybody_when_many_arrive_late_together() {
        itIs(LocalDate.of(2020, 12, 17), LocalTime.NOON);
        List<Item> late = new ArrayList<>();
        for (int count = 0; count < 13; count++) {
            late.add(watched.watch(DEADLINE));
        }

        late.forEach(watched::fireWhatIsDue);

        assertThat(examples.subjectsTo(clerk)).hasSize(10);
        assertThat(acts(late.get(12)))
                .as("told is told, and the digest names it")
                .containsExactly("超期催办");
        assertThat(timeline.of(late.get(12).id()).get(0).detail()).doesNotContain("没有人登记邮箱");
        assertThat(watched.rungs(late.get(12))).containsExactly("T+1 SENT");
    }

    private List<String> documents(Item item) {
        return jdbc.sql("select kind || ' ' || status from safecity.document where item_id = :id order by id")
                .param("id", item.id())
                .query(String.class)
                .list();
    }
}
