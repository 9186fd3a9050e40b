package safecity.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 任务筛选: keeps the shared filters of Tasklist as they are defined here, and lets the units use them. */
@Component
public class SharedFilters {

    /** Priority of a task in the second or a later round; the filter 被退回 finds tasks by it. Other tasks have the engine's 50. */
    public static final int RETURNED_PRIORITY = 75;

    /** Priority of every other task: the engine's own. */
    public static final int ORDINARY_PRIORITY = 50;

    private final FilterService filters;
    private final TaskService tasks;
    private final Directory directory;
    private final ProcessEngineConfigurationImpl engine;

    /** Written in escapes because screens do not say it any more. */
    private static final String FORMER_NAME_OF_OVERDUE = "已\u903e\u671f";

    SharedFilters(FilterService filters, TaskService tasks, Directory directory, ProcessEngine engine) {
        this.filters = filters;
        this.tasks = tasks;
        this.directory = directory;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    /**
     * Makes the shared filters that are missing, changes those whose definition changed and lets the groups read them. Nodes that start together
     * wait for each other, so that no filter is made twice; doubles from elsewhere are removed.
     *
     * @param groups every group whose members work in Tasklist
     */
    @Transactional
    public void keep(Collection<String> groups) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            context.getPropertyManager().acquireExclusiveLockForStartup();
            return groups;
        });
        filters.createTaskFilterQuery()
                .filterName(FORMER_NAME_OF_OVERDUE)
                .list()
                .forEach(former -> filters.deleteFilter(former.getId()));
        for (SharedFilter definition : SharedFilter.values()) {
            String id = keep(definition).getId();
            groups.forEach(group -> directory.showFilter(group, id));
        }
    }

    private Filter keep(SharedFilter definition) {
        List<Filter> present = filters.createTaskFilterQuery()
                .filterName(definition.title())
                .orderByFilterId()
                .asc()
                .unlimitedList();
        present.stream().skip(1).forEach(twin -> filters.deleteFilter(twin.getId()));
        Filter wanted = filters.newTaskFilter(definition.title())
                .setQuery(definition.criteria(tasks.createTaskQuery()))
                .setProperties(definition.properties());
        if (present.isEmpty()) {
            return filters.saveFilter(wanted);
        }
        Filter kept = present.get(0);
        if (!isSame(kept, wanted)) {
            filters.saveFilter(kept.setQuery(wanted.getQuery()).setProperties(wanted.getProperties()));
        }
        return kept;
    }

    private static boolean isSame(Filter one, Filter other) {
        String query = ((FilterEntity) one).getQueryInternal();
        return query.equals(((FilterEntity) other).getQueryInternal())
                && one.getProperties().equals(other.getProperties());
    }

    /** Names of the shared filters in the order of Tasklist's column. */
    static List<String> names() {
        return Arrays.stream(SharedFilter.values()).map(SharedFilter::title).toList();
    }
}
