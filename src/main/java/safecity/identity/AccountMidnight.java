package safecity.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import safecity.engine.Refused;

/**
 * After midnight in Asia/Shanghai: gives back the tasks of deputies whose time is over and those that hang with people who have left, and forgets old
 * sessions. Each node may do it: what is done is not found again.
 */
@Component
class AccountMidnight {

    private static final Logger log = LoggerFactory.getLogger(AccountMidnight.class);

    private final StandIns standIns;
    private final StrayTasks strays;
    private final Sessions sessions;

    AccountMidnight(StandIns standIns, StrayTasks strays, Sessions sessions) {
        this.standIns = standIns;
        this.strays = strays;
        this.sessions = sessions;
    }

    @Scheduled(cron = "${safecity.account-cron}", zone = "Asia/Shanghai")
    void run() {
        for (long deputy : standIns.overdue()) {
            try {
                standIns.giveBack(deputy);
            } catch (Refused worked) {
                log.info("Tasks of deputy {} wait for the next run: {}", deputy, worked.getMessage());
            }
        }
        strays.putBack();
        sessions.forgetOld();
    }
}
