package safecity.escalation;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.item.Item;

/** Counts watches anew when a test says so; by itself the application does it a moment after a task changed. */
@Component
public class RecountNow {

    private final Recount recount;
    private final TransactionTemplate transaction;

    RecountNow(Recount recount, TransactionTemplate transaction) {
        this.recount = recount;
        this.transaction = transaction;
    }

    /** Counts the watch of an item anew if its tasks changed. */
    public void of(Item item) {
        transaction.executeWithoutResult(status -> recount.count(item.number()));
    }
}
