package safecity.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.Status;

/** When an item is pressed, when not, and what two people at the same moment can do. */
class PressingTest extends CaseTest {

    private static final Map<String, Object> ANSWER = Map.of("answer", "在办", "expectedOn", "2020-06-30");

    @Autowired
    private Pressing pressing;

    @Autowired
    private Presses presses;

    @Autowired
    private People people;

    @Test
    void is_refused_the_second_time_on_a_day_whoever_tries_and_allowed_on_the_next() {
        Item item = cases.underWay(wish -> wish);
        press(item, SUPERVISOR);

        assertThatThrownBy(() -> press(item, "duban2"))
                .isInstanceOf(Refused.class)
                .hasMessage("2020-06-01 已由督办员甲催办，每个问题每个工作日只催办一次");
        assertThatThrownBy(() -> pressing.preview(cases.now(item))).hasMessageContaining("已由督办员甲催办");
        tenOClockOn(TODAY.plusDays(1));
        press(item, "duban2");

        assertThat(presses.of(item.id())).extracting(Press::day).containsExactly(TODAY.plusDays(1), TODAY);
    }

    @Test
    void counts_for_the_next_working_day_on_a_day_off_and_writes_in_the_morning_of_that_day() {
        Item item = cases.underWay(wish -> wish);
        LocalDate saturday = LocalDate.of(2020, 6, 6);
        LocalDate monday = LocalDate.of(2020, 6, 8);
        itIs(saturday, LocalTime.of(16, 0));
        press(item, SUPERVISOR);

        tenOClockOn(saturday.plusDays(1));
        assertThatThrownBy(() -> press(item, SUPERVISOR)).hasMessageContaining("2020-06-08 已由督办员甲催办");
        tenOClockOn(monday);
        assertThatThrownBy(() -> press(item, SUPERVISOR)).hasMessageContaining("2020-06-08 已由督办员甲催办");

        assertThat(jdbc.sql("select distinct next_try_at from safecity.notice where item_id = :id and kind = 'pressed'")
                        .param("id", item.id())
                        .query((row, index) -> row.getTimestamp(1).toInstant())
                        .single())
                .isEqualTo(monday.atTime(8, 30).atZone(SHANGHAI).toInstant());
    }

    @Test
    void is_refused_after_closing_also_when_it_closed_between_the_preview_and_the_confirmation() {
        Item item = cases.verified(wish -> wish.in(null));
        Item open = cases.underWay(wish -> wish);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update safecity.open_task set unit = 'qu-cheng-guan-wei' where business_key = :number")
                    .param("number", item.number())
                    .update();
            assertThat(pressing.preview(item)).startsWith("催办区城管委");
            status.setRollbackOnly();
        });

        cases.reassess(item, "effective");

        assertThat(cases.now(item).status()).isEqualTo(Status.CLOSED);
        assertThatThrownBy(() -> press(item, SUPERVISOR))
                .isInstanceOf(Refused.class)
                .hasMessage("已销号，不再催办");
        assertThat(presses.of(item.id())).isEmpty();
        assertThat(cases.told(item)).noneMatch(told -> told.startsWith("pressed"));
        press(open, SUPERVISOR);
    }

    @Test
    void waits_for_who_is_closing_the_item_and_is_then_refused() throws Exception {
        Item item = cases.underWay(wish -> wish);
        CyclicBarrier closing = new CyclicBarrier(2);

        CompletableFuture<Void> press = CompletableFuture.runAsync(() -> {
            meet(closing);
            press(item, SUPERVISOR);
        });
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update safecity.item set status = 'CLOSED', closed_at = now() where id = :id")
                    .param("id", item.id())
                    .update();
            meet(closing);
        });

        assertThatThrownBy(() -> press.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(Refused.class);
        assertThat(presses.of(item.id())).isEmpty();
    }

    @Test
    void happens_once_if_two_supervisors_press_at_the_same_moment() {
        List<Item> items = new ArrayList<>();
        for (int count = 0; count < 8; count++) {
            items.add(cases.underWay(wish -> wish));
        }
        for (Item item : items) {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Boolean> done = List.of(
                            CompletableFuture.supplyAsync(() -> pressed(item, SUPERVISOR, start)),
                            CompletableFuture.supplyAsync(() -> pressed(item, "duban2", start)))
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(presses.of(item.id())).hasSize(1);
            assertThat(cases.at(item)).containsExactly("carryOut", "signForPress");
            assertThat(cases.told(item)).doesNotHaveDuplicates();
        }
    }

    @Test
    void leaves_nothing_unsigned_without_a_task_if_the_unit_signs_while_the_office_presses_again() {
        for (int count = 0; count < 6; count++) {
            Item item = cases.underWay(wish -> wish);
            tenOClockOn(TODAY);
            press(item, SUPERVISOR);
            cases.claimed(item, CLERK, "signForPress");
            tenOClockOn(TODAY.plusDays(1));
            CyclicBarrier start = new CyclicBarrier(2);

            CompletableFuture<Boolean> again = CompletableFuture.supplyAsync(() -> pressed(item, SUPERVISOR, start));
            CompletableFuture<Void> signing = CompletableFuture.runAsync(() -> {
                meet(start);
                cases.complete(item, CLERK, "signForPress", ANSWER);
            });
            again.join();
            try {
                signing.join();
            } catch (CompletionException tooLate) {
                assertThat(tooLate).isNotNull();
            }

            boolean unsigned = presses.of(item.id()).stream().anyMatch(press -> !press.signed());
            assertThat(cases.at(item).contains("signForPress")).isEqualTo(unsigned);
        }
    }

    @Test
    void asks_nobody_while_the_office_itself_is_to_act_the_clock_stands_still_or_nothing_waits() {
        Item office = cases.signedFor(wish -> wish);
        cases.complete(office, CLERK, "preparePlan", cases.planOf(office));
        Item paused = cases.underWay(wish -> wish);
        jdbc.sql("update safecity.item set paused_on = :today where id = :id")
                .param("today", TODAY)
                .param("id", paused.id())
                .update();
        Item idle = cases.registered(wish -> wish);

        assertThatThrownBy(() -> press(office, SUPERVISOR)).hasMessage("当前环节“审核整改方案”由创安办自己办理，请到任务列表办理");
        assertThatThrownBy(() -> press(paused, SUPERVISOR)).hasMessage("已挂账暂停，恢复计时后再催办");
        assertThatThrownBy(() -> press(idle, SUPERVISOR)).hasMessage("当前没有待办环节，无人可催");
        assertThatThrownBy(() -> pressing.press("WT-1999-99999", "", people.require(SUPERVISOR)))
                .hasMessageContaining("没有这个问题");
    }

    private String press(Item item, String by) {
        return pressing.press(item.number(), "", people.require(by));
    }

    private boolean pressed(Item item, String by, CyclicBarrier start) {
        meet(start);
        try {
            press(item, by);
            return true;
        } catch (Refused late) {
            return false;
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
