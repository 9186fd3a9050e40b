package safecity.evidence;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Compares all stored bytes with their hashes every night and reports what was changed past this program. */
@Component
final class NightlyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyCheck.class);

    private final EvidenceStore store;

    NightlyCheck(EvidenceStore store) {
        this.store = store;
    }

    @Scheduled(cron = "0 30 3 * * *", zone = "Asia/Shanghai")
    void reportDamaged() {
        List<String> damaged = store.damaged();
        if (!damaged.isEmpty()) {
            LOG.error("Evidence was changed in the database; restore from a backup: {}", damaged);
        }
    }
}
