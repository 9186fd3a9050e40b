package safecity.slip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.document.DocumentState;
import safecity.engine.Answer;
import safecity.engine.OpenTasks;
import safecity.engine.Refused;
import safecity.identity.Person;

/**
 * 批量签发: decides on many drafts, each by its own task and in a transaction of its own, as if the person had done them one after the other in Tasklist:
 * what one draft refuses does not keep the others.
 */
@Component
public class BulkDecisions {

    private static final Logger log = LoggerFactory.getLogger(BulkDecisions.class);
    private static final int MOST = 100;

    private final DocumentRegister register;
    private final OpenTasks tasks;
    private final TransactionTemplate transaction;

    BulkDecisions(DocumentRegister register, OpenTasks tasks, TransactionTemplate transaction) {
        this.register = register;
        this.tasks = tasks;
        this.transaction = transaction;
    }

    /**
     * What became of one draft.
     *
     * @param label   name and, once it is issued, number
     * @param message why it was refused; empty if it was done
     */
    public record Outcome(String label, String itemNumber, String path, boolean done, String message) {}

    /**
     * Decides on drafts, the oldest first, so that its number is the lowest.
     *
     * @param decision {@code issue} or {@code refuse}
     * @param reason   why they do not go out
     * @throws Refused if nothing or too much is chosen, or the reason is missing; nothing was decided then
     */
    public List<Outcome> decide(List<Long> ids, Person by, String decision, String reason) {
        if (ids.isEmpty()) {
            throw new Refused("请先勾选要办理的文书");
        }
        if (ids.size() > MOST) {
            throw new Refused("一次最多办理 %d 份，请分批办理".formatted(MOST));
        }
        Map<String, Object> fields = new HashMap<>();
        fields.put("decision", Answer.of(decision, "issue", "refuse"));
        if (decision.equals("refuse")) {
            fields.put("reason", Answer.required(reason, "不予签发必须写明理由，请填写理由后再提交"));
        }
        List<Outcome> outcomes = new ArrayList<>();
        ids.stream().distinct().sorted().forEach(id -> outcomes.add(decide(id, by, fields)));
        return outcomes;
    }

    private Outcome decide(long id, Person by, Map<String, Object> fields) {
        try {
            transaction.executeWithoutResult(status -> complete(register.find(id), by, fields));
            return outcome(id, true, "");
        } catch (NoSuchElementException gone) {
            throw new Refused("所选文书不存在，请刷新页面后重新勾选");
        } catch (Refused refused) {
            return outcome(id, false, String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            log.error("Document {} was not decided", id, failure);
            return outcome(id, false, "系统故障，没有办理，请稍后重试；再不成功请联系系统管理员");
        }
    }

    private Outcome outcome(long id, boolean done, String message) {
        Document document = register.find(id);
        return new Outcome(document.label(), document.itemNumber(), document.path(), done, message);
    }

    private void complete(Document document, Person by, Map<String, Object> fields) {
        if (document.state() != DocumentState.DRAFT) {
            throw new Refused("该文书%s，不再是草稿".formatted(document.state().label()));
        }
        String signer = document.kind().signer();
        if (!by.worksFor(signer)) {
            throw new Refused("%s不由您所在单位签发".formatted(document.kind().label()));
        }
        String task = tasks.waitingAt(String.valueOf(document.instance()), "decideIssue")
                .orElseThrow(() -> new Refused("该文书刚刚被办理，请刷新后再看"));
        tasks.claim(task, by.login(), Set.of(signer));
        tasks.complete(task, by.login(), Set.of(signer), fields);
    }
}
