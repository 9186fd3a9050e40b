package safecity.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/** Hands a step's refusal to the user as it was said, instead of the engine's English story around it; so too who was faster to claim a task. */
final class RefusalInterceptor extends CommandInterceptor {

    @Override
    public <T> @Nullable T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (OptimisticLockingException collision) {
            if (SecurityContextHolder.getContext().getAuthentication() == null) {
                throw collision; // the engine's own jobs are simply done again
            }
            throw new Refused("刚刚已有人办理了该任务，本次操作没有生效，请刷新任务列表");
        } catch (TaskAlreadyClaimedException claimed) {
            throw new Refused("该任务已由“%s”认领，请刷新任务列表".formatted(claimed.getTaskAssignee()));
        } catch (ProcessEngineException failure) {
            Refused refused = refusalIn(failure);
            if (refused == null) {
                throw failure;
            }
            throw refused;
        }
    }

    private static @Nullable Refused refusalIn(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }
}
