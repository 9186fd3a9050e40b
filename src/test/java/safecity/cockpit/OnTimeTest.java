package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.item.DeadlineChange.Cause;
import safecity.item.Deadlines;
import safecity.item.Item;
import safecity.item.Status;

/** 按期办结率 above the list: by each clock, each with what it was counted from. */
class OnTimeTest extends PageTest {

    @Autowired
    private Deadlines deadlines;

    @Test
    void names_both_bases_over_the_closed_items_that_the_viewer_may_see() throws Exception {
        LocalDate deadline = TODAY.plusDays(2);
        closeAt(register(deadline), deadline, LocalTime.of(23, 59, 59));
        closeAt(register(deadline), deadline.plusDays(1), LocalTime.MIDNIGHT);
        closeAt(extended(register(deadline)), deadline.plusDays(1), LocalTime.NOON);
        register(deadline);

        assertThat(rates(list("duban", ""))).isEqualTo("按期办结率 按原定 33.3%(1/3) · 按批准 66.7%(2/3)");
        assertThat(rates(list("xiaofangzhidui", "&grade=ORDINARY"))).endsWith("按原定 33.3%(1/3) · 按批准 66.7%(2/3)");
        assertThat(rates(list("guizifenju", ""))).as("of another unit").endsWith("按原定 — · 按批准 —");
        assertThat(rates(list("duban", "&grade=MAJOR"))).as("nothing closed").endsWith("按原定 — · 按批准 —");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2000; 2000; 100.0%(2,000/2,000)",
                "1999; 2000; 99.9%(1,999/2,000)",
                "1; 12345; 0.1%(1/12,345)",
                "0; 12345; 0.0%(0/12,345)",
                "200; 227; 88.1%(200/227)",
                "0; 0; —"
            })
    void is_a_hundred_only_of_all_and_nought_only_of_none(int inTime, int closed, String shown) {
        assertThat(new OnTime(closed, inTime, 0).rateByOriginal()).isEqualTo(shown);
    }

    private Item extended(Item item) {
        transaction.executeWithoutResult(status -> deadlines.postpone(item, Cause.EXTENSION, 3, "雨天", "duban"));
        return item;
    }

    private void closeAt(Item item, LocalDate day, LocalTime time) {
        itIs(day, time);
        move(
                item,
                Status.DISPATCHED,
                Status.PLANNING,
                Status.RECTIFYING,
                Status.SUBMITTED,
                Status.VERIFIED,
                Status.CLOSED);
        itIs(TODAY, LocalTime.NOON);
    }

    private static String rates(Document list) {
        return list.selectFirst(".sc-on-time").text();
    }
}
