package safecity.audit;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import safecity.identity.AccountChanged;

/** 账号变更: hears of made, moved, locked and changed accounts, of deputies, passwords and second factors. */
@Component
class AccountChanges {

    private static final String ACT = "账号变更";

    private final AuditTrail audit;

    AccountChanges(AuditTrail audit) {
        this.audit = audit;
    }

    @EventListener
    void changed(AccountChanged account) {
        if (account.actor().isEmpty()) {
            audit.record(null, ACT, account.login(), account.what());
        } else {
            audit.recordBy(account.actor(), ACT, account.login(), account.what());
        }
    }
}
