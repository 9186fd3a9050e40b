package safecity.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person's groups as they are. The engine first asks which of them hold any right at all, by reading every right there is: a third of a second
 * at 800,000 rights, before each query. The rights themselves are checked as ever; a group without any adds none.
 */
final class KnownGroups implements SessionFactory {

    @Override
    public Class<?> getSessionType() {
        return AuthorizationManager.class;
    }

    @Override
    public Session openSession() {
        return new AuthorizationManager() {
            @Override
            public List<String> filterAuthenticatedGroupIds(@Nullable List<String> groups) {
                return groups == null ? List.of() : groups;
            }
        };
    }
}
