package safecity.slip;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.document.Document;
import safecity.document.Documents;
import safecity.engine.Answer;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.ItemLog;

/** 撤回: takes back what is out already. What is told to whom then is in {@code slip.bpmn}. */
@Component
public class Withdrawals {

    private static final int LONGEST = 500;

    private final Documents documents;
    private final Processes processes;
    private final ItemLog log;

    Withdrawals(Documents documents, Processes processes, ItemLog log) {
        this.documents = documents;
        this.processes = processes;
        this.log = log;
    }

    /**
     * Withdraws a document.
     *
     * @throws Refused if it is not out any more, or no reason is given
     */
    @Transactional
    public void withdraw(Document document, Person by, String reason) {
        String why = Answer.required(reason, "撤回必须写明原因，请填写“撤回原因”");
        if (why.length() > LONGEST) {
            throw new Refused("撤回原因超过 %d 字，请精简后再提交".formatted(LONGEST));
        }
        documents.withdraw(document.id(), by.login(), why);
        log.appendOfDocument(
                document.itemId(), by.login(), "撤回文书", "%s：%s".formatted(document.label(), why), document.id());
        processes.tellInstance("slipWithdrawn", String.valueOf(document.instance()));
    }
}
