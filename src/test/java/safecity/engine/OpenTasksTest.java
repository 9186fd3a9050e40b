package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.item.CurrentStep;
import safecity.item.Item;
import safecity.item.ItemLog;

/** Who may claim and complete a task, what is left of its form afterwards, and what happens when two are at it at once. */
class OpenTasksTest extends CaseTest {

    private static final Map<String, Object> SIGN = Map.of("decision", "signFor");

    @Autowired
    private ItemLog log;

    @ParameterizedTest
    @ValueSource(strings = {OTHER_CLERK, LOCAL_CLERK, "zhuanjia", "lingdao", "sheji", "xitong"})
    void cannot_be_claimed_from_outside_of_the_unit(String stranger) {
        Item item = cases.dispatched();

        assertThatThrownBy(() -> cases.claimed(item, stranger, "signFor")).isInstanceOf(AuthorizationException.class);

        assertThat(cases.step(item, "signFor").assignee()).isNull();
    }

    @Test
    void cannot_be_claimed_by_the_office_either() {
        Item item = cases.dispatched();

        assertThatThrownBy(() -> cases.claimed(item, SUPERVISOR, "signFor")).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void cannot_be_completed_before_it_is_claimed() {
        Item item = cases.dispatched();

        assertRefused(item, "请先认领该任务", () -> cases.submit(cases.step(item, "signFor"), CLERK, SIGN));
    }

    @Test
    void cannot_be_completed_by_a_colleague_of_whoever_claimed_it() {
        Item item = cases.dispatched();
        CurrentStep step = cases.claimed(item, CLERK, "signFor");

        assertRefused(item, "只有认领人可以办理", () -> cases.submit(step, COLLEAGUE, SIGN));
        assertThatThrownBy(() -> cases.claimed(item, COLLEAGUE, "signFor")).isInstanceOf(RuntimeException.class);

        assertThat(cases.step(item, "signFor").assignee()).isEqualTo(CLERK);
    }

    @Test
    void cannot_be_completed_twice() {
        Item item = cases.dispatched();
        CurrentStep step = cases.claimed(item, CLERK, "signFor");
        cases.submit(step, CLERK, SIGN);

        assertThatThrownBy(() -> cases.submit(step, CLERK, SIGN)).isInstanceOf(RuntimeException.class);

        assertThat(cases.at(item)).containsExactly("preparePlan");
    }

    @Test
    void leaves_no_field_of_its_form_behind_as_a_variable() {
        Item item = cases.signedFor(wish -> wish);
        assertThat(variables(item)).doesNotContain("decision", "reason");

        cases.complete(item, CLERK, "preparePlan", cases.planOf(item));
        cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "accept", "reasons", "同意"));

        assertThat(variables(item)).containsExactlyInAnyOrder("problemId", "returnReasons");
        cases.carryOutAndSubmit(item);
        assertThat(variables(item)).containsExactlyInAnyOrder("problemId", "statement");
        cases.verify(item, "accept");
        assertThat(variables(item)).containsExactlyInAnyOrder("problemId", "spotCheckNeeded", "summary");
    }

    @Test
    void takes_a_field_that_the_form_hides_as_empty() {
        Item item = cases.dispatched();

        assertRefused(item, "请填写退回理由", () -> cases.complete(item, CLERK, "signFor", Map.of("decision", "handBack")));
        cases.complete(item, CLERK, "signFor", SIGN);

        assertThat(cases.at(item)).containsExactly("preparePlan");
    }

    @Test
    void is_given_to_exactly_one_of_two_who_claim_it_at_once() throws Exception {
        Item item = cases.dispatched();

        List<Throwable> failures =
                atOnce(() -> cases.claimed(item, CLERK, "signFor"), () -> cases.claimed(item, COLLEAGUE, "signFor"));

        assertThat(failures).hasSize(1);
        assertThat(cases.step(item, "signFor").assignee()).isIn(CLERK, COLLEAGUE);
    }

    @Test
    void is_completed_exactly_once_when_two_windows_complete_it_at_once() throws Exception {
        Item item = cases.dispatched();
        CurrentStep step = cases.claimed(item, CLERK, "signFor");

        List<Throwable> failures = atOnce(() -> cases.submit(step, CLERK, SIGN), () -> cases.submit(step, CLERK, SIGN));

        assertThat(failures).hasSize(1);
        assertThat(cases.at(item)).containsExactly("preparePlan");
        assertThat(log.of(item.id())).extracting(ItemLog.Entry::act).containsOnlyOnce("签收");
    }

    @Test
    void tells_a_refusal_in_the_words_of_the_step() {
        Item item = cases.dispatched();

        assertThatThrownBy(() -> cases.complete(item, CLERK, "signFor", Map.of()))
                .isInstanceOf(Refused.class)
                .hasMessage("请在表单中选择办理意见后再提交");
    }

    /** Runs both at the same moment; returns what went wrong. */
    private static List<Throwable> atOnce(Runnable one, Runnable other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<?>> runs = new ArrayList<>();
        for (Runnable work : List.of(one, other)) {
            runs.add(threads.submit(() -> {
                together.await();
                work.run();
                return null;
            }));
        }
        List<Throwable> failures = new ArrayList<>();
        for (Future<?> run : runs) {
            try {
                run.get();
            } catch (ExecutionException failure) {
                failures.add(failure.getCause());
            }
        }
        threads.shutdown();
        return failures;
    }
}
