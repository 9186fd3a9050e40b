package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** 编号: one for each listing of a year, in order, without a gap. */
class ListingNumbersTest extends ListingCase {

    private int last() {
        return jdbc.sql("select coalesce(max(last), 0) from safecity.number_sequence where kind = 'GP' and year = 2020")
                .query(Integer.class)
                .single();
    }

    private Item approved() {
        Item item = hazard();
        opened(item);
        propose(item);
        judge(item, "MAJOR");
        return item;
    }

    @Test
    void are_given_back_when_the_listing_is_rolled_back() {
        Item item = approved();
        int before = last();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    approve(item, "APPROVED");
                    assertThat(listing(item).number()).isEqualTo("GP-2020-%03d".formatted(before + 1));
                    throw new IllegalStateException("the node dies here");
                }))
                .hasMessage("the node dies here");

        assertThat(last()).isEqualTo(before);
        assertThat(listing(item).number()).isNull();
        assertThat(cases.at(item)).contains("approve");
        approve(item, "APPROVED");
        assertThat(listing(item).number()).isEqualTo("GP-2020-%03d".formatted(before + 1));
    }

    @Test
    void differ_for_two_that_are_listed_at_the_same_moment() throws Exception {
        List<Item> items = List.of(approved(), approved());
        int before = last();
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> work = items.stream()
                    .<Future<?>>map(item -> threads.submit(() -> {
                        both.countDown();
                        both.await(30, TimeUnit.SECONDS);
                        approve(item, "APPROVED");
                        return null;
                    }))
                    .toList();
            for (Future<?> each : work) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(items.stream().map(item -> listing(item).number()))
                .containsExactlyInAnyOrder("GP-2020-%03d".formatted(before + 1), "GP-2020-%03d".formatted(before + 2));
    }

    @Test
    void stand_once_for_an_item() {
        Item item = listed();

        assertThatThrownBy(() -> jdbc.sql("""
                        insert into safecity.listing (item_id, state, level, opened_by, opened_at, changed_at, item_deadline)
                        values (:id, 'REPORTED', 'DISTRICT', 'duban', now(), now(), current_date)""").param("id", item.id()).update())
                .hasMessageContaining("listing_standing");
    }
}
