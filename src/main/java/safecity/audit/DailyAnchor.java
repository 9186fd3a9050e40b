package safecity.audit;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import safecity.database.StartRefused;

/**
 * 锚点: writes down where the chain ends, each night and at each start, after a look at whether the entries that are anchored are still the same. Every node does so, each into its own directory unless they share one.
 */
@Component
class DailyAnchor {

    private static final Logger log = LoggerFactory.getLogger(DailyAnchor.class);

    private final Chain chain;
    private final AnchorFiles files;
    private final AuditTrail audit;
    private final Clock clock;

    DailyAnchor(Chain chain, AnchorFiles files, AuditTrail audit, Clock clock) {
        this.chain = chain;
        this.audit = audit;
        this.files = files;
        this.clock = clock;
    }

    /** @throws StartRefused if it cannot be written down */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void atStart() {
        try {
            write();
        } catch (UncheckedIOException failure) {
            throw new StartRefused(
                    "无法把审计锚点写到 %s，请检查它的属主和权限，或用 --safecity.anchor-directory 指定别的目录".formatted(files.directory()),
                    failure);
        }
    }

    /** A failure is logged as an error by the scheduler; the next night tries again. */
    @Scheduled(cron = "${safecity.anchor-cron}", zone = "Asia/Shanghai")
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void write() {
        Chain.End end = chain.end();
        List<Anchor> anchors = files.read().anchors();
        chain.firstUnlike(anchors).ifPresent(this::tellBroken);
        boolean known = anchors.stream()
                .anyMatch(anchor -> anchor.seq() == end.seq() && anchor.hash().equals(end.hash()));
        if (end.seq() == 0 || known) {
            return;
        }
        files.append(new Anchor(LocalDate.now(clock), clock.instant(), end.seq(), chain.count(), end.hash()));
        log.info("The audit chain ends at {} {}, written to {}", end.seq(), end.hash(), files.directory());
    }

    private void tellBroken(Anchor anchor) {
        log.error("The audit chain is not what was anchored on {} at {}", anchor.day(), anchor.seq());
        audit.failed(
                null,
                AuditPages.VERIFY,
                "",
                "每日自检：第 %d 条与 %s 的锚点不符，或已不在。请点“核对完整性”查看；若从备份恢复过，按 README 处理锚点文件".formatted(anchor.seq(), anchor.day()));
    }
}
