package safecity.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.LEAD;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import safecity.CaseTest;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.item.Item;
import safecity.unit.Units;

/** Two at once, and people who may not. */
class ExtensionAtOnceTest extends CaseTest {

    @Autowired
    private Requests requests;

    @Autowired
    private ExtensionSteps extension;

    @Autowired
    private People people;

    @RepeatedTest(5)
    void is_begun_by_one_of_two_clerks_and_the_other_is_told_by_whom() throws Exception {
        Item item = cases.underWay(wish -> wish);

        List<Throwable> failures = atOnce(() -> requests.begin(item, CLERK), () -> requests.begin(item, COLLEAGUE));

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isInstanceOf(Refused.class).hasMessageContaining("正在填写延期申请，同一问题一次只能有一件");
        assertThat(requests.states(item)).isEqualTo("DRAFT");
    }

    @RepeatedTest(5)
    void is_begun_once_by_a_double_click() throws Exception {
        Item item = cases.underWay(wish -> wish);

        List<Throwable> failures = atOnce(() -> requests.begin(item, CLERK), () -> requests.begin(item, CLERK));

        assertThat(failures).isEmpty();
        assertThat(requests.states(item)).isEqualTo("DRAFT");
        assertThat(requests.begin(item, CLERK))
                .isEqualTo(cases.step(item, "ask").taskId());
    }

    @RepeatedTest(5)
    void moves_the_tasks_or_what_follows_them_while_one_is_being_completed() throws Exception {
        Item item = cases.underWay(wish -> wish);
        cases.claimed(item, CLERK, "carryOut");
        requests.ask(item, 10);
        requests.support(item);
        cases.claimed(item, SUPERVISOR, "decide");

        List<Throwable> failures = atOnce(
                () -> requests.grant(item, 10),
                () -> cases.complete(item, CLERK, "carryOut", Map.of("progress", "已补齐", "finished", "yes")));

        assertThat(failures).hasSizeLessThan(2);
        assertThat(failures)
                .allSatisfy(failure ->
                        assertThat(failure).isInstanceOf(Refused.class).hasMessageContaining("刚刚已有人办理了该任务，本次操作没有生效"));
        assertThat(requests.states(item))
                .as("the decision is never the one that is lost")
                .isEqualTo("GRANTED");
        String next = failures.isEmpty() ? "submitEvidence" : "carryOut";
        assertThat(cases.at(item)).containsExactlyInAnyOrder(next, "decideIssue");
        assertThat(due(item, next).toLocalDate()).isEqualTo(LocalDate.of(2020, 7, 15));
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(LocalDate.of(2020, 7, 15));
    }

    @Test
    void cannot_be_begun_by_another_unit() {
        Item item = cases.underWay(wish -> wish.helpedBy("qu-xiao-fang-zhi-dui"));

        assertRefused(item, "只有牵头单位可以申请延期", () -> requests.begin(item, OTHER_CLERK));
        assertRefused(item, "只有牵头单位可以申请延期", () -> requests.begin(item, SUPERVISOR));
    }

    @Test
    void cannot_be_decided_by_somebody_of_the_asking_unit_whatever_way_is_taken() {
        Item item = cases.underWay(wish -> wish);
        requests.ask(item, 10);
        long id = jdbc.sql("select id from safecity.extension where item_id = :id")
                .param("id", item.id())
                .query(Long.class)
                .single();

        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> extension.decide(item.id(), id, COLLEAGUE, "grant", 10, "同意")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("申请延期的单位和人员不能办理自己的申请");
        assertThatThrownBy(() -> jdbc.sql("""
                        update safecity.extension set granted = true, granted_days = 10, decided_by = :by, deciding_unit = :unit where id = :id""")
                        .param("by", CLERK)
                        .param("unit", Units.OFFICE)
                        .param("id", id)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("""
                        update safecity.extension set granted = true, granted_days = 10, decided_by = :by, deciding_unit = :unit where id = :id""")
                        .param("by", SUPERVISOR)
                        .param("unit", LEAD)
                        .param("id", id)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() ->
                        jdbc.sql("""
                        update safecity.extension set granted = true, granted_days = 11, decided_by = :by where id = :id""").param("by", SUPERVISOR).param("id", id).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    /** Runs both at the same moment, each as a signed-in person; returns what went wrong. */
    private List<Throwable> atOnce(Runnable one, Runnable other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<?>> runs = new ArrayList<>();
        for (Runnable work : List.of(one, other)) {
            runs.add(threads.submit(() -> {
                var person = people.require(CLERK);
                SecurityContextHolder.getContext()
                        .setAuthentication(
                                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities()));
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
