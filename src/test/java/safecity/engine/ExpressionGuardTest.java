package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards G1 and G2: what expressions reach, and which a query may hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpressionGuardTest {

    private int called;
    private final GuardedEngine guarded = new GuardedEngine(Map.of("canary", new Canary()));

    /** What a step returns. */
    public record Bird(String name) {}

    /** A steps bean that counts its calls; an inner class, so that no Spring context takes it for a real one. */
    @Steps("canary")
    public class Canary {
        public String sing(String song) {
            called++;
            return song;
        }

        public Bird bird() {
            return new Bird("云雀");
        }
    }

    @BeforeEach
    void isQuiet() {
        called = 0;
    }

    @AfterAll
    void close() {
        guarded.close();
    }

    @Test
    void model_calls_steps_and_reads_what_they_return() {
        assertThat(evaluate("${canary.sing('早')}")).isEqualTo("早");
        assertThat(evaluate("${canary.bird().name()}")).isEqualTo("云雀");
        assertThat(called).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${canary.getClass()}",
                "${canary.class}",
                "${canary.bird().getClass()}",
                "${canary.hashCode()}",
                "${''.getClass().forName('java.lang.Runtime')}",
                "${''.class}",
                "${execution.processEngineServices}",
                "${execution.getProcessEngineServices()}",
                "${execution.setVariable('problemId', 2)}",
                "${problemId.getClass()}",
                "${environment.getProperty('java.version')}",
            })
    void model_reaches_nothing_else(String expression) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void task_gives_no_services() {
        assertThatThrownBy(() -> evaluateInTask("${task.processEngineServices}"))
                .isInstanceOf(ProcessEngineException.class);
        assertThat(evaluateInTask("${canary.sing(task.id)}")).isNotNull();
    }

    @Test
    void variable_cannot_stand_in_for_steps() {
        assertThat(evaluate("${canary.sing('早')}", Map.of("canary", "a user's text")))
                .isEqualTo("早");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"assigneeExpression\":\"${canary.sing('a')}\"}]}",
                "{\"orQueries\":[{\"owner\":\"a\"},{\"candidateGroupsExpression\":\"${canary.sing('a')}\"}]}",
                "{\"orQueries\":[{\"dueBeforeExpression\":\"${''.getClass()}\"}]}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${currentUser() }\"}]}",
                "{\"orQueries\":[{\"assignee\\u0045xpression\":\"${canary.sing('a')}\"}]}",
                "{\"assigneeExpression\":\"${canary.sing('a')}\"}",
            })
    void query_from_the_web_evaluates_nothing(String json) {
        guarded.as("clerk", () -> {
            assertThatThrownBy(() -> query(json).list()).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> query(json).count()).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> query(json).singleResult()).isInstanceOf(Refused.class);
        });
        assertThat(called).isZero();
    }

    @Test
    void refusal_is_said_in_chinese() {
        assertThatThrownBy(() -> query("{\"orQueries\":[{\"assigneeExpression\":\"${canary.sing('a')}\"}]}")
                        .list())
                .hasMessageContaining("查询条件中不允许使用表达式");
    }

    @Test
    void stored_filter_evaluates_our_own_expressions() {
        Filter filter = saved(tasks().taskAssigneeExpression(AllowedQueryExpressions.CURRENT_USER));

        guarded.maySee("clerk", filter);

        guarded.as("clerk", () -> {
            assertThat(guarded.engine.getFilterService().count(filter.getId())).isZero();
            assertThat(guarded.engine.getFilterService().list(filter.getId())).isEmpty();
        });
    }

    @Test
    void every_allowed_expression_evaluates() {
        var configuration = (ProcessEngineConfigurationImpl) guarded.engine.getProcessEngineConfiguration();
        guarded.as(
                "clerk",
                () -> AllowedQueryExpressions.ALL.forEach(text -> {
                    Object value = configuration
                            .getCommandExecutorTxRequired()
                            .execute(context -> configuration
                                    .getExpressionManager()
                                    .createExpression(text)
                                    .getValue(null));
                    assertThat(value).as(text).isNotNull();
                }));
    }

    @Test
    void filter_with_another_expression_is_not_saved() {
        assertThatThrownBy(() -> saved(tasks().taskAssigneeExpression("${canary.sing('a')}")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> saved(tasks().or()
                        .taskAssigneeExpression("${canary.sing('a')}")
                        .endOr()))
                .isInstanceOf(Refused.class);
        assertThat(called).isZero();
    }

    @Test
    void extended_filter_evaluates_nothing() {
        Filter filter = saved(tasks().taskAssigneeExpression(AllowedQueryExpressions.CURRENT_USER));
        TaskQuery extension = query("{\"orQueries\":[{\"assigneeExpression\":\"${canary.sing('a')}\"}]}");

        assertThatThrownBy(() -> guarded.engine.getFilterService().list(filter.getId(), extension))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> guarded.engine.getFilterService().count(filter.getId(), extension))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> guarded.engine.getFilterService().listPage(filter.getId(), extension, 0, 5))
                .isInstanceOf(Refused.class);
        assertThat(called).isZero();
    }

    @Test
    void filter_that_was_stored_past_the_guard_is_refused_when_it_is_used() {
        Filter filter = saved(tasks().taskAssignee("a"));
        var configuration = (ProcessEngineConfigurationImpl) guarded.engine.getProcessEngineConfiguration();
        configuration.getCommandExecutorTxRequired().execute(context -> {
            FilterEntity stored = context.getDbEntityManager().selectById(FilterEntity.class, filter.getId());
            stored.setQueryInternal("{\"orQueries\":[{\"assigneeExpression\":\"${canary.sing('a')}\"}]}");
            return null;
        });

        assertThatThrownBy(() -> guarded.engine.getFilterService().list(filter.getId()))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> guarded.engine.getFilterService().count(filter.getId()))
                .isInstanceOf(Refused.class);
        assertThat(called).isZero();
    }

    private Filter saved(TaskQuery query) {
        return guarded.engine
                .getFilterService()
                .saveFilter(guarded.engine
                        .getFilterService()
                        .newTaskFilter("待办" + System.nanoTime())
                        .setQuery(query));
    }

    private TaskQuery tasks() {
        return guarded.engine.getTaskService().createTaskQuery();
    }

    private TaskQuery query(String json) {
        try {
            var mapper = new ObjectMapper();
            TaskQueryDto dto = mapper.readValue(json, TaskQueryDto.class);
            dto.setObjectMapper(mapper);
            return dto.toQuery(guarded.engine);
        } catch (IOException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private Object evaluate(String expression) {
        return evaluate(expression, Map.of());
    }

    private Object evaluate(String expression, Map<String, Object> variables) {
        guarded.deploy(Bpmn.createExecutableProcess("evil")
                .startEvent()
                .serviceTask("evaluate")
                .camundaExpression(expression)
                .camundaResultVariable("result")
                .userTask()
                .endEvent()
                .done());
        var all = new HashMap<String, Object>(variables);
        all.put(Variables.PROBLEM_ID, 1L);
        var instance = guarded.engine.getRuntimeService().startProcessInstanceByKey("evil", "WT-1", all);
        return guarded.engine.getRuntimeService().getVariable(instance.getId(), "result");
    }

    private Object evaluateInTask(String expression) {
        guarded.deploy(Bpmn.createExecutableProcess("evil")
                .startEvent()
                .userTask("evaluate")
                .camundaTaskListenerExpression("create", expression)
                .endEvent()
                .done());
        return guarded.engine.getRuntimeService().startProcessInstanceByKey("evil", "WT-1");
    }
}
