package safecity.engine;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Lets no query and no stored filter evaluate an expression but {@link AllowedQueryExpressions} (guard G2). The engine's own validator looks at the
 * outermost query alone, so that an expression inside of {@code orQueries} was evaluated for anyone (CVE-2026-109432).
 */
final class AdhocQueryGuard extends CommandInterceptor {

    private static final Field SAVED = field(SaveFilterCmd.class, "filter");
    private static final Field EXTENSION = field(AbstractExecuteFilterCmd.class, "extendingQuery");
    private static final Field FILTER_ID = field(AbstractExecuteFilterCmd.class, "filterId");

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof AbstractQuery<?, ?> query) {
            require(query);
        } else if (command instanceof SaveFilterCmd && read(SAVED, command) instanceof Filter filter) {
            require(filter.getQuery());
        } else if (command instanceof AbstractExecuteFilterCmd) {
            require(read(EXTENSION, command));
            return next.execute(withStoredQueryChecked(command));
        }
        return next.execute(command);
    }

    /** The stored query is known only once the command runs: it may be older than this guard, or not have come through it. */
    private static <T> Command<T> withStoredQueryChecked(Command<T> command) {
        return context -> {
            if (read(FILTER_ID, command) instanceof String id) {
                FilterEntity stored = context.getDbEntityManager().selectById(FilterEntity.class, id);
                require(stored == null ? null : stored.getQuery());
            }
            return command.execute(context);
        };
    }

    private static void require(@Nullable Object query) {
        require(query, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** A task query is the first of its own alternatives, and an alternative may know the query that it belongs to. */
    private static void require(@Nullable Object query, Set<Object> seen) {
        if (query instanceof AbstractQuery<?, ?> level && seen.add(level)) {
            level.getExpressions().values().forEach(AllowedQueryExpressions::require);
            if (level instanceof TaskQueryImpl tasks) {
                tasks.getQueries().forEach(alternative -> require(alternative, seen));
            }
        }
    }

    private static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException otherEngine) {
            throw new IllegalStateException("The query guard does not fit this engine version", otherEngine);
        }
    }

    private static @Nullable Object read(Field field, Object command) {
        return ReflectionUtils.getField(field, command);
    }
}
