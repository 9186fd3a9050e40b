package safecity.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** Who is told: everybody once, and never nobody. */
class MessengerTest extends EscalationCase {

    private static final String WITHOUT_HEAD = "qu-wei-bian-ban";
    private static final String UNREACHABLE = "qu-shang-wu-ju";

    @AfterEach
    void giveTheAddressBack() {
        jdbc.sql("update safecity.account set email = 'shangwuju@example.org' where login = 'shangwuju'")
                .update();
    }

    @Test
    void tells_everybody_of_the_unit_once_even_if_two_words_mean_them() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2020-12-10");

        assertThat(toldTo(clerk, item)).containsExactly("due-soon");
        assertThat(toldTo(head, item)).containsExactly("due-soon");
        assertThat(twice(item)).isEmpty();
    }

    @Test
    void tells_office_locality_and_leading_group_from_the_rungs_that_name_them_on() {
        Item item = watched.watch(DEADLINE);
        morningOf(item, "2020-12-16");
        assertThat(told(item)).doesNotContain("overdue duban", "overdue huangcunzhen");

        morningOf(item, "2020-12-18");
        assertThat(told(item))
                .contains("overdue-escalated duban", "overdue-escalated duban2", "overdue-escalated huangcunzhen")
                .doesNotContain("overdue-escalated lingdao");
        takeSlipsBack(item);
        morningOf(item, "2021-01-06");
        assertThat(told(item)).contains("overdue-escalated lingdao");
    }

    @Test
    void tells_everybody_in_a_unit_that_has_none_of_the_role() {
        Item item = watched.watch(WITHOUT_HEAD, DEADLINE);

        morningOf(item, "2020-12-14");

        assertThat(told(item)).containsExactly("due-soon weibianban");
        assertThat(timeline.of(item.id()).get(0).detail()).isEqualTo("剩余 1 个工作日。已发邮件通知区委编办（1 人）");
    }

    @Test
    void tells_the_office_and_notes_it_where_nobody_in_the_unit_can_be_reached() {
        jdbc.sql("update safecity.account set email = null where login = 'shangwuju'")
                .update();
        Item item = watched.watch(UNREACHABLE, DEADLINE);

        morningOf(item, "2020-12-04");

        assertThat(told(item)).containsExactlyInAnyOrder("unreachable duban", "unreachable duban2");
        assertThat(timeline.of(item.id()).get(0).detail()).isEqualTo("剩余 7 个工作日。区商务局没有人登记邮箱，未能发送邮件，已告知创安办（2 人）");
        assertThat(jdbc.sql("select text from safecity.notice where item_id = :id and recipient = 'duban'")
                        .param("id", item.id())
                        .query(String.class)
                        .single())
                .contains("区商务局没有可用账号登记邮箱");
    }

    private List<String> told(Item item) {
        return jdbc.sql("select kind || ' ' || recipient from safecity.notice where item_id = :id order by id")
                .param("id", item.id())
                .query(String.class)
                .list();
    }

    private List<String> twice(Item item) {
        return jdbc.sql("""
                select recipient from safecity.notice where item_id = :id group by recipient, kind, day having count(*) > 1""").param("id", item.id()).query(String.class).list();
    }
}
