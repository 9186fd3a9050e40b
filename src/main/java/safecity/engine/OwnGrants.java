package safecity.engine;

import java.util.Objects;
import java.util.function.Consumer;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Which rights the engine grants by itself (guard G6): a user may read himself, not delete himself; a deployment and a filter grant nothing; the candidate
 * group and the assignee of a task get their grant from the engine's default, and lose it when the task is taken from them.
 */
final class OwnGrants extends DefaultAuthorizationProvider {

    private static final AuthorizationEntity[] NOTHING = {};

    @Override
    public AuthorizationEntity[] newUser(User user) {
        return new AuthorizationEntity[] {
            createGrantAuthorization(user.getId(), null, Resources.USER, user.getId(), Permissions.READ)
        };
    }

    @Override
    public AuthorizationEntity[] newDeployment(Deployment deployment) {
        return NOTHING;
    }

    @Override
    public AuthorizationEntity[] newFilter(Filter filter) {
        return NOTHING;
    }

    @Override
    public AuthorizationEntity[] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        if (oldAssignee != null && !oldAssignee.equals(newAssignee)) {
            forget(resource -> getAuthorizationManager()
                    .deleteAuthorizationsByResourceIdAndUserId(resource, task.getId(), oldAssignee));
        }
        return super.newTaskAssignee(task, oldAssignee, newAssignee);
    }

    @Override
    public AuthorizationEntity[] deleteTaskUserIdentityLink(Task task, String userId, String type) {
        if (!Objects.equals(userId, task.getAssignee())) {
            forget(resource -> getAuthorizationManager()
                    .deleteAuthorizationsByResourceIdAndUserId(resource, task.getId(), userId));
        }
        return NOTHING;
    }

    @Override
    public AuthorizationEntity[] deleteTaskGroupIdentityLink(Task task, String groupId, String type) {
        forget(resource ->
                getAuthorizationManager().deleteAuthorizationsByResourceIdAndGroupId(resource, task.getId(), groupId));
        return NOTHING;
    }

    /** Drops what was granted of the task and of its history. */
    private static void forget(Consumer<Resource> grants) {
        grants.accept(Resources.TASK);
        grants.accept(Resources.HISTORIC_TASK);
    }
}
