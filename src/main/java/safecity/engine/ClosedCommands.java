package safecity.engine;

import java.lang.reflect.Field;
import java.util.Set;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.GetAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.GetAttachmentContentCmd;
import org.camunda.bpm.engine.impl.cmd.GetProcessInstanceAttachmentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetProcessInstanceCommentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentContentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskCommentsCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.util.ReflectionUtils;

/**
 * What no person who is signed in may have the engine do, whichever way the request came (guards G4 and G7): its attachments, of which it checks no right
 * (evidence is kept by us); changing or deleting a remark; leaving a task past its form. Remarks are read and made by those who see the task.
 */
final class ClosedCommands extends CommandInterceptor {

    private static final Set<Class<?>> CLOSED = Set.of(
            CreateAttachmentCmd.class,
            SaveAttachmentCmd.class,
            DeleteAttachmentCmd.class,
            GetAttachmentCmd.class,
            GetAttachmentContentCmd.class,
            GetTaskAttachmentCmd.class,
            GetTaskAttachmentContentCmd.class,
            GetTaskAttachmentsCmd.class,
            GetProcessInstanceAttachmentsCmd.class,
            GetProcessInstanceCommentsCmd.class,
            DeleteProcessInstanceCommentCmd.class,
            DeleteTaskCommentCmd.class,
            UpdateCommentCmd.class,
            HandleTaskBpmnErrorCmd.class,
            HandleTaskEscalationCmd.class,
            ResolveTaskCmd.class,
            DelegateTaskCmd.class);

    /** Those about a remark, by the field that holds the task's id. */
    private static final Set<Class<?>> REMARKS =
            Set.of(AddCommentCmd.class, GetTaskCommentCmd.class, GetTaskCommentsCmd.class);

    @Override
    public <T> T execute(Command<T> command) {
        boolean closed = CLOSED.stream().anyMatch(type -> type.isInstance(command));
        if (closed || REMARKS.contains(command.getClass())) {
            return next.execute(context -> {
                if (isPerson(context) && (closed || !seesTask(command, context))) {
                    throw new Refused(closed ? "没有开放这项操作；文件请在“佐证材料”页签上传" : "没有找到该任务，或者不在您的查看范围内");
                }
                return command.execute(context);
            });
        }
        return next.execute(command);
    }

    private static boolean isPerson(CommandContext context) {
        return context.getAuthentication() != null
                && context.getAuthentication().getUserId() != null;
    }

    private static boolean seesTask(Object command, CommandContext context) {
        Object task = ReflectionUtils.getField(taskIdOf(command.getClass()), command);
        return task instanceof String id
                && context.getProcessEngineConfiguration()
                                .getTaskService()
                                .createTaskQuery()
                                .taskId(id)
                                .count()
                        > 0;
    }

    private static Field taskIdOf(Class<?> command) {
        Field field = ReflectionUtils.findField(command, "taskId");
        if (field == null) {
            throw new IllegalStateException("The guard of remarks does not fit this engine version");
        }
        field.setAccessible(true);
        return field;
    }
}
