package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import safecity.problemlist.ProblemList.Status;

/** Lists of a test's own: one of the office brings them in, a colleague leads them on. */
final class Imports {

    /** The database outlives a run, so rows are numbered by the time. */
    private static int made = (int) (System.currentTimeMillis() % 1_000_000_000);

    private final Uploads uploads;
    private final ProblemLists lists;
    private final TaskService tasks;
    private final ManagementService management;

    Imports(Uploads uploads, ProblemLists lists, TaskService tasks, ManagementService management) {
        this.uploads = uploads;
        this.lists = lists;
        this.tasks = tasks;
        this.management = management;
    }

    /** A confirmed list of rows that no other test has. */
    long confirmed(int count) {
        long id = preview(workbook(count));
        assertThat(uploads.confirm(id, "duban")).isEqualTo(count);
        return id;
    }

    /** A list that was read from a file, and waits to be confirmed. */
    long preview(byte[] file) {
        long id = uploads.receive(file, "清单.xlsx", "duban");
        await(id, Status.PREVIEW);
        return id;
    }

    void await(long id, Status status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> lists.require(id).status() == status);
    }

    /** A workbook of rows that no other test has. */
    static synchronized byte[] workbook(int count) {
        int from = made;
        made += count;
        return Workbooks.workbook(sheet -> {
            Workbooks.row(sheet, 1, "填报日期：2020年6月30日");
            Workbooks.row(sheet, 2, Workbooks.HEADING);
            for (int index = 1; index <= count; index++) {
                Workbooks.row(sheet, index + 2, Workbooks.sound(from + index));
            }
        });
    }

    /** Runs all jobs that wait, of whatever list, as the job executor would. */
    void runJobs() {
        for (int pass = 0; pass < 20; pass++) {
            List<Job> jobs = management
                    .createJobQuery()
                    .processDefinitionKey("problemlist")
                    .withRetriesLeft()
                    .list();
            if (jobs.isEmpty()) {
                return;
            }
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
    }

    /** Completes the open task of a list that stands at an element. */
    void complete(long id, String element, Map<String, Object> fields) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey("QD-" + id)
                .taskDefinitionKey(element)
                .singleResult();
        tasks.setAssignee(task.getId(), "duban2");
        tasks.complete(task.getId(), new HashMap<>(fields));
    }
}
