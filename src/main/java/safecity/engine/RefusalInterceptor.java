package safecity.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;

/** Hands a step's refusal to the user as it was said, instead of the engine's English story around it. */
final class RefusalInterceptor extends CommandInterceptor {

    @Override
    public <T> @Nullable T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (OptimisticLockingException collision) {
            throw collision;
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
