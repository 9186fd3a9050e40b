package safecity.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.IllegalTransactionStateException;
import safecity.CaseTest;
import safecity.calendar.Deadline;
import safecity.engine.Refused;

class ItemsTest extends CaseTest {

    private static final String LONG = "某小区 3 号楼消防通道长期被私家车占用，消防车无法通过";

    @Autowired
    private Items items;

    @Test
    void are_numbered_without_a_gap_although_a_registration_was_rolled_back() {
        int year = unusedYear();
        Item first = register(newItem(), year);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    items.register(newItem(), year);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        Item second = register(newItem(), year);

        assertThat(first.number()).isEqualTo("WT-%d-00001".formatted(year));
        assertThat(second.number()).isEqualTo("WT-%d-00002".formatted(year));
        assertThat(items.find("WT-%d-00003".formatted(year))).isEmpty();
    }

    @Test
    void are_numbered_one_after_the_other_when_two_register_at_once() throws Exception {
        int year = unusedYear();
        CountDownLatch registered = new CountDownLatch(1);
        CountDownLatch otherWaits = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);

        Future<Item> slow = threads.submit(() -> transaction.execute(status -> {
            Item item = items.register(newItem(), year);
            registered.countDown();
            await(otherWaits);
            return item;
        }));
        await(registered);
        Future<Item> other = threads.submit(() -> {
            otherWaits.countDown();
            return register(newItem(), year);
        });

        assertThat(List.of(slow.get().number(), other.get().number()))
                .containsExactly("WT-%d-00001".formatted(year), "WT-%d-00002".formatted(year));
        threads.shutdown();
    }

    @Test
    void are_numbered_without_a_gap_by_eight_threads() throws Exception {
        int year = unusedYear();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            work.add(() -> register(newItem(), year).number());
        }

        List<String> numbers = new ArrayList<>();
        for (Future<String> registration : threads.invokeAll(work)) {
            numbers.add(registration.get());
        }
        threads.shutdown();

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, n -> n + 1)
                        .limit(40)
                        .map(n -> "WT-%d-%05d".formatted(year, n))
                        .toList());
    }

    @Test
    void are_refused_when_the_same_problem_is_registered_already() {
        NewItem problem = newItem();
        register(problem, unusedYear());

        assertThatThrownBy(() -> register(problem, unusedYear()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("已经登记过，不能重复登记");
    }

    @Test
    void are_only_registered_within_a_transaction() {
        assertThatThrownBy(() -> items.register(newItem(), unusedYear()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void cut_their_description_to_a_title() {
        Item item = register(newItem(), unusedYear());

        assertThat(item.title()).isEqualTo("某小区 3 号楼消防通道长期被私家车占用，消防…");
        assertThat(item.title()).hasSize(24);
        assertThat(item.description()).isEqualTo(LONG);
        assertThat(item.label()).isEqualTo(item.number() + " " + item.title());
    }

    @Test
    void move_only_from_the_status_that_is_named() {
        Item item = cases.registered(wish -> wish);

        items.move(item.id(), Status.DISPATCHED, Status.PLANNING);

        assertThatThrownBy(() -> items.move(item.id(), Status.DISPATCHED, Status.HANDED_BACK))
                .isInstanceOf(StaleItem.class)
                .hasMessage("Item %d is no longer DISPATCHED, so it cannot become HANDED_BACK".formatted(item.id()));
        assertThat(cases.now(item).status()).isEqualTo(Status.PLANNING);
        assertThat(cases.now(item).closedAt()).isNull();
    }

    @Test
    void note_when_they_were_closed_and_start_no_round_after_it() {
        Item item = cases.registered(wish -> wish);
        assertThat(items.nextRound(item.id())).isEqualTo(2);

        items.move(item.id(), Status.DISPATCHED, Status.CLOSED);

        assertThat(cases.now(item).closedAt()).isEqualTo(clock.instant());
        assertThatThrownBy(() -> items.nextRound(item.id())).isInstanceOf(RuntimeException.class);
        assertThat(cases.now(item).round()).isEqualTo(2);
    }

    @Test
    void are_guarded_by_the_database_against_a_status_grade_or_closing_that_cannot_be() {
        Item item = cases.registered(wish -> wish);

        for (String change : List.of(
                "status = 'LOST'",
                "grade = 'HUGE'",
                "status = 'CLOSED'",
                "closed_at = now()",
                "round = 0",
                "lead_unit = 'x'")) {
            assertThatThrownBy(() -> jdbc.sql("update safecity.item set " + change + " where id = :id")
                            .param("id", item.id())
                            .update())
                    .as(change)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    private Item register(NewItem problem, int year) {
        return transaction.execute(status -> items.register(problem, year));
    }

    private static NewItem newItem() {
        return new NewItem(
                LONG,
                "专项检查",
                "某小区",
                null,
                null,
                Grade.ORDINARY,
                "qu-xiao-fang-zhi-dui",
                Verifier.OFFICE,
                List.of(),
                "",
                "",
                "",
                "",
                "",
                null,
                UUID.randomUUID().toString(),
                new Deadline(TODAY.plusDays(10), false));
    }

    /** Returns a year in which nothing was registered; kept apart from the years of {@link safecity.Cases}. */
    private int unusedYear() {
        return jdbc.sql("select greatest(10000, coalesce(max(year), 0) + 1) from safecity.number_sequence")
                .query(Integer.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
