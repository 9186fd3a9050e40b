package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.engine.Processes;
import safecity.item.Item;

/** From the timer to the mailbox, day by day. */
class DeadlineMailTest extends DigestCase {

    /** A Friday before a free weekend. */
    private static final LocalDate DEADLINE = LocalDate.of(2020, 12, 11);

    @Autowired
    private Processes processes;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Test
    void brings_the_reminders_in_the_digests_of_their_mornings_and_the_red_rungs_by_themselves() throws Exception {
        itIs(LocalDate.of(2020, 12, 1), LocalTime.NOON);
        Item item = examples.item(UNIT, DEADLINE);
        transaction.executeWithoutResult(
                status -> processes.start("escalation", item.number(), Map.of("problemId", item.id())));
        StringBuilder diary = new StringBuilder();

        for (LocalDate day = LocalDate.of(2020, 12, 2);
                day.isBefore(LocalDate.of(2020, 12, 25));
                day = day.plusDays(1)) {
            int before = mails().size();
            itIs(day, LocalTime.of(8, 30));
            fireWhatIsDue(item);
            itIs(day, MORNING);
            digest().postIfDue();
            relay();
            List<MimeMessage> mails = mails();
            for (MimeMessage mail : mails.subList(before, mails.size())) {
                diary.append(day).append(' ').append(mail.getSubject()).append('\n');
            }
        }

        assertThat(diary).hasToString("""
                        2020-12-09 【每日摘要】12月9日 通知 1 条
                        2020-12-10 【每日摘要】12月10日 通知 1 条
                        2020-12-14 【超期 1 个工作日】%1$s
                        2020-12-16 【超期 3 个工作日】%1$s
                        2020-12-22 【超期 7 个工作日】%1$s
                        """.formatted(item.label()));
    }

    private void fireWhatIsDue(Item item) {
        ProcessInstance watch = runtime.createProcessInstanceQuery()
                .processDefinitionKey("escalation")
                .processInstanceBusinessKey(item.number())
                .singleResult();
        management
                .createJobQuery()
                .processInstanceId(watch.getId())
                .executable()
                .list()
                .forEach(job -> management.executeJob(job.getId()));
    }
}
