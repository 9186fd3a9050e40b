package safecity.browser;

import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a browser cannot do in a test: let the engine go on, and make room for the same list once more. */
final class Cases {

    static final Path WORKBOOK = Path.of("config", "demonstration", "problem-list-2020-batch-1.xlsx");

    private static final String TITLE = "大兴区创建国家安全发展示范城市问题清单(2020年第一批)";

    private static final int MOST_PASSES = 20;

    private final RuntimeService runtime;
    private final ManagementService management;
    private final JdbcClient jdbc;

    Cases(RuntimeService runtime, ManagementService management, JdbcClient jdbc) {
        this.runtime = runtime;
        this.management = management;
        this.jdbc = jdbc;
    }

    /** Runs what is due of a case, as the job executor would. */
    void runDue(String businessKey) {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            List<Job> due = runtime.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).list().stream()
                    .flatMap(instance ->
                            management
                                    .createJobQuery()
                                    .processInstanceId(instance.getId())
                                    .executable()
                                    .list()
                                    .stream())
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            due.forEach(job -> management.executeJob(job.getId()));
        }
        throw new AssertionError("The jobs of " + businessKey + " do not end");
    }

    /** Returns the number of the item that a list's serial number became. */
    String numberOf(long list, int serial) {
        return jdbc.sql("""
                select i.number
                  from safecity.problem_list_row r
                  join safecity.item i on i.id = r.item_id
                 where r.list_id = :list and r.cells ->> '序号' = :serial""")
                .param("list", list)
                .param("serial", String.valueOf(serial))
                .query(String.class)
                .single();
    }

    /** Makes what earlier runs imported of the workbook unlike it: the database outlives a run, and a problem is imported once. */
    void setAsideEarlierImports() {
        jdbc.sql("""
                update safecity.problem_list set file_sha256 = 'earlier ' || id where title = :title""").param("title", TITLE).update();
        jdbc.sql("""
                update safecity.problem_list_row r set fingerprint = 'earlier ' || r.id, description = 'earlier ' || r.id
                  from safecity.problem_list l where l.id = r.list_id and l.title = :title""").param("title", TITLE).update();
        jdbc.sql("""
                update safecity.item i set fingerprint = 'earlier ' || i.id, description = 'earlier ' || i.id
                  from safecity.problem_list l where l.id = i.list_id and l.title = :title""").param("title", TITLE).update();
    }
}
