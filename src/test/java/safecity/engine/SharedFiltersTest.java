package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;

class SharedFiltersTest extends ApplicationTest {

    private static final LocalDate TODAY = LocalDate.of(2020, 6, 10);

    private final String mine = "unit-" + UUID.randomUUID();
    private final String foreign = "unit-" + UUID.randomUUID();

    @Autowired
    SharedFilters sharedFilters;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @BeforeEach
    void two_units_with_the_same_tasks() {
        itIs(TODAY, LocalTime.of(15, 0));
        sharedFilters.keep(List.of(mine, foreign));
        for (String unit : List.of(mine, foreign)) {
            task("today", unit, TODAY, 50, null);
            task("in three days", unit, TODAY.plusDays(3), 50, unit + "-clerk");
            task("in four days", unit, TODAY.plusDays(4), 50, unit + "-colleague");
            task("overdue", unit, TODAY.minusDays(1), 50, null);
            task("returned", unit, TODAY.plusDays(9), SharedFilters.RETURNED_PRIORITY, unit + "-clerk");
        }
    }

    @AfterEach
    void remove_the_tasks() {
        identity.clearAuthentication();
        for (String unit : List.of(mine, foreign)) {
            tasks.createTaskQuery().taskCandidateGroup(unit).includeAssignedTasks().unlimitedList().stream()
                    .map(Task::getId)
                    .forEach(id -> tasks.deleteTask(id, true));
        }
    }

    @Test
    void each_finds_the_tasks_of_the_own_unit_and_no_other() {
        identity.setAuthentication(mine + "-clerk", List.of(mine));

        assertThat(found("待认领")).containsExactlyInAnyOrder("today", "overdue");
        assertThat(found("我的任务")).containsExactlyInAnyOrder("in three days", "returned");
        assertThat(found("本单位在办"))
                .containsExactlyInAnyOrder("today", "in three days", "in four days", "overdue", "returned");
        assertThat(found("今日到期")).containsExactly("today");
        assertThat(found("三日内到期")).containsExactlyInAnyOrder("today", "in three days");
        assertThat(found("已超期")).containsExactly("overdue");
        assertThat(found("被退回")).containsExactly("returned");
    }

    @Test
    void a_task_due_today_is_overdue_from_midnight() {
        itIs(TODAY.plusDays(1), LocalTime.MIDNIGHT);
        identity.setAuthentication(mine + "-clerk", List.of(mine));

        assertThat(found("已超期")).containsExactlyInAnyOrder("today", "overdue");
        assertThat(found("今日到期")).isEmpty();
    }

    @Test
    void stay_seven_when_kept_again_and_by_two_nodes_at_once() {
        List<String> before = ids();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> sharedFilters.keep(List.of(mine))),
                        CompletableFuture.runAsync(() -> sharedFilters.keep(List.of(mine))))
                .join();

        assertThat(ids()).isEqualTo(before).hasSize(7);
    }

    @Test
    void are_made_right_again_when_somebody_changed_one() {
        Filter changed = filter("已超期");
        filters.saveFilter(changed.setQuery(tasks.createTaskQuery().taskName("x")));

        sharedFilters.keep(List.of(mine));

        identity.setAuthentication(mine + "-clerk", List.of(mine));
        assertThat(found("已超期")).containsExactly("overdue");
    }

    @Test
    void evaluate_nothing_but_the_known_expressions_and_name_the_group_or_the_user() {
        for (String name : SharedFilters.names()) {
            AbstractQuery<?, ?> query = (AbstractQuery<?, ?>) filter(name).getQuery();
            assertThat(AllowedQueryExpressions.ALL)
                    .containsAll(query.getExpressions().values());
            assertThat(query.getExpressions().values()).containsAnyOf("${currentUserGroups()}", "${currentUser()}");
        }
    }

    @Test
    void show_nothing_of_another_unit_however_a_query_names_it() {
        identity.setAuthentication(mine + "-clerk", List.of(mine));

        assertThat(tasks.createTaskQuery()
                        .taskCandidateGroupIn(List.of(foreign))
                        .includeAssignedTasks()
                        .unlimitedList())
                .isEmpty();
        assertThat(tasks.createTaskQuery()
                        .taskCandidateGroupIn(List.of(mine, foreign))
                        .includeAssignedTasks()
                        .count())
                .isEqualTo(5);
        assertThat(tasks.createTaskQuery().taskAssignee(foreign + "-clerk").count())
                .isZero();
        assertThat(tasks.createTaskQuery()
                        .or()
                        .taskCandidateGroupIn(List.of(mine))
                        .taskCandidateGroupIn(List.of(foreign))
                        .taskNameLike("%")
                        .endOr()
                        .count())
                .isEqualTo(5);
    }

    private List<String> found(String filter) {
        List<Task> list = filters.listPage(filter(filter).getId(), 0, 100);
        assertThat(filters.count(filter(filter).getId())).isEqualTo(list.size());
        return list.stream().map(Task::getName).toList();
    }

    private Filter filter(String name) {
        return filters.createTaskFilterQuery().filterName(name).singleResult();
    }

    private List<String> ids() {
        Set<String> names = Set.copyOf(SharedFilters.names());
        return filters.createTaskFilterQuery().orderByFilterId().asc().list().stream()
                .filter(filter -> names.contains(filter.getName()))
                .map(Filter::getId)
                .toList();
    }

    private void task(String name, String unit, LocalDate lastDay, int priority, @Nullable String assignee) {
        Task task = tasks.newTask();
        task.setName(name);
        task.setPriority(priority);
        task.setDueDate(Date.from(lastDay.atTime(23, 59, 59).atZone(SHANGHAI).toInstant()));
        task.setAssignee(assignee);
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), unit);
    }
}
