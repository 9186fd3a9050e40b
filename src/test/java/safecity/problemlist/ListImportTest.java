package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import safecity.ApplicationTest;
import safecity.Walks;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.problemlist.ProblemList.Status;
import safecity.problemlist.Verdicts.Verdict;

/** A list on its way through the running application: uploaded, confirmed, graded, signed off, dispatched. */
@Walks("problemlist")
class ListImportTest extends ApplicationTest {

    /** The database outlives a run, so rows are numbered by the time. */
    private static int made = (int) (System.currentTimeMillis() % 1_000_000_000);

    @Autowired
    private Uploads uploads;

    @Autowired
    private ProblemLists lists;

    @Autowired
    private ListRows rows;

    @Autowired
    private ProblemlistSteps steps;

    @Autowired
    private People people;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    @BeforeEach
    void inJuly2020() {
        itIs(LocalDate.of(2020, 7, 1), LocalTime.of(9, 0));
    }

    @Test
    void dispatches_an_item_and_a_process_for_each_row_that_was_signed_off() throws Exception {
        long id = confirmed(3);

        runJobs(id);
        complete(id, "reviewGrades", Map.of());
        complete(id, "signOff", Map.of("decision", "sign", "opinion", "同意。"));
        runJobs(id);

        assertThat(lists.require(id).status()).isEqualTo(Status.DISPATCHED);
        assertThat(jdbc.sql("select number from safecity.item where list_id = :id order by number")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .hasSize(3)
                .allMatch(number -> number.matches("WT-2020-\\d{5}"));
        assertThat(rows.page(id, null, true, 10, 0)).allMatch(row -> row.itemNumber() != null);
    }

    @Test
    void dispatches_in_batches_and_nothing_twice_when_a_batch_is_run_again() {
        long id = confirmed(101);
        runJobs(id);
        complete(id, "reviewGrades", Map.of());
        complete(id, "signOff", Map.of("decision", "sign", "opinion", ""));

        transaction.executeWithoutResult(status -> steps.dispatchItems(id));
        assertThat(rows.countDispatched(id)).isEqualTo(100);
        assertThat(steps.allDispatched(id)).isFalse();
        runJobs(id);
        transaction.executeWithoutResult(status -> steps.dispatchItems(id));

        assertThat(rows.countDispatched(id)).isEqualTo(101);
        assertThat(steps.allDispatched(id)).isTrue();
        assertThat(jdbc.sql("select count(*) from safecity.item where list_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(101);
    }

    @Test
    void dispatches_a_long_list_batch_by_batch() {
        long id = confirmed(101);

        runJobs(id);
        complete(id, "reviewGrades", Map.of());
        complete(id, "signOff", Map.of("decision", "sign", "opinion", "同意。"));
        runJobs(id);

        assertThat(lists.require(id).status()).isEqualTo(Status.DISPATCHED);
        assertThat(jdbc.sql("select count(*) from safecity.item where list_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(101);
    }

    @Test
    void returns_to_grading_and_withdraws_with_a_reason_only() {
        long id = confirmed(1);
        runJobs(id);
        complete(id, "reviewGrades", Map.of());
        assertThatThrownBy(() -> complete(id, "signOff", Map.of("decision", "return", "opinion", " ")))
                .hasStackTraceContaining("请在签发意见中写明理由");

        complete(id, "signOff", Map.of("decision", "return", "opinion", "时限请核"));
        assertThat(lists.require(id).status()).isEqualTo(Status.GRADING);
        complete(id, "reviewGrades", Map.of());
        complete(id, "signOff", Map.of("decision", "withdraw", "opinion", "重复"));

        assertThat(lists.require(id).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(jdbc.sql("select count(*) from safecity.item where list_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void adds_nothing_when_the_same_file_or_the_same_problems_come_again() throws Exception {
        byte[] file = workbook(2);
        long first = preview(file);
        uploads.confirm(first, "duban");

        mvc.perform(multipart("/lists")
                        .file(new MockMultipartFile("file", "清单.xlsx", null, file))
                        .with(csrf())
                        .with(supervisor()))
                .andExpect(header().string("Location", "/lists/" + first));

        byte[] rewritten = file.clone();
        long second = preview(concat(rewritten));
        assertThat(rows.counts(second)).containsEntry(Verdict.KNOWN, 2).containsEntry(Verdict.IMPORTABLE, 0);
        assertThatThrownBy(() -> uploads.confirm(second, "duban"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("没有可导入");
    }

    @Test
    void lets_one_of_two_confirmations_win_and_tells_the_other() throws Exception {
        byte[] file = workbook(2);
        long one = preview(file);
        long other = preview(file);
        ExecutorService both = Executors.newFixedThreadPool(2);
        Callable<Object> confirmOne = () -> attempt(one);
        Callable<Object> confirmOther = () -> attempt(other);

        List<Future<Object>> results = both.invokeAll(List.of(confirmOne, confirmOther));

        both.shutdown();
        assertThat(List.of(results.get(0).get(), results.get(1).get()))
                .satisfiesOnlyOnce(result -> assertThat(result).isEqualTo(2));
        assertThat(List.of(results.get(0).get(), results.get(1).get()))
                .satisfiesOnlyOnce(result -> assertThat(result).isInstanceOf(Refused.class));
    }

    @Test
    void shows_counts_reasons_and_a_button_that_says_how_many() throws Exception {
        long id = preview(Workbooks.demonstration());

        Document page = page("/lists/" + id);
        assertThat(page.select("nav a").eachText()).contains("有误 4");
        assertThat(page.select("tbody tr")).hasSize(36);
        assertThat(page.text()).contains("区公安分局", "2020-13-01", "大兴区创建国家安全发展示范城市问题清单(2020年第一批)");
        assertThat(page.select("input[name=chosen]")).hasSize(1);
        assertThat(page("/lists/" + id + "?verdict=ERROR").select("tbody tr")).hasSize(4);

        String choice = page.select("input[name=chosen]").attr("hx-post");
        int chosen = rows.countChosen(id);
        mvc.perform(post(choice).param("chosen", "true").with(csrf()).with(supervisor()))
                .andExpect(status().isOk());
        assertThat(rows.countChosen(id)).isEqualTo(chosen + 1);

        mvc.perform(get("/lists/" + id + "/errors").with(supervisor()))
                .andExpect(status().isOk())
                .andExpect(header().string(
                                "Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .andExpect(header().string(
                                "Content-Disposition", org.hamcrest.Matchers.containsString("filename*=UTF-8''")));
        assertThat(page("/lists").text()).contains("待确认");
        assertThat(page("/lists/new").select("input[type=file]")).hasSize(1);
    }

    @Test
    void saves_what_the_office_decides_on_a_row_while_it_is_graded() throws Exception {
        long id = confirmed(1);
        runJobs(id);
        StoredRow row = rows.page(id, null, true, 1, 0).get(0);
        assertThat(page("/lists/" + id).select("select[name=lead]")).hasSize(1);

        assertThat(grade(id, row.id(), "MAJOR", "qu-shui-wu-ju", "2020-06-01", "LOCALITY")
                        .text())
                .contains("已保存", "已过期");
        assertThat(grade(id, row.id(), "MAJOR", "huang-cun-zhen", "2020-12-01", "LOCALITY")
                        .text())
                .contains("没有保存", "不能自己核查");
        assertThat(grade(id, row.id(), "MAJOR", "qu-shui-wu-ju", "2020-13-01", "OFFICE")
                        .text())
                .contains("2020-13-01");

        complete(id, "reviewGrades", Map.of());
        assertThat(grade(id, row.id(), "ORDINARY", "qu-shui-wu-ju", "2020-12-01", "OFFICE")
                        .text())
                .contains("不能再改");
        assertThat(rows.find(id, row.id()).orElseThrow().deadline()).isEqualTo("2020-06-01");
    }

    @Test
    void says_why_a_file_cannot_be_read() throws Exception {
        long id = uploads.receive("a,b\n1,2".getBytes(java.nio.charset.StandardCharsets.UTF_8), "../清单.xlsx", "duban");
        await(id, Status.REFUSED);

        assertThat(page("/lists/" + id).select("[role=alert]").text()).contains("CSV");
        assertThat(lists.require(id).fileName()).isEqualTo("清单.xlsx");
    }

    @Test
    void does_not_exist_for_anybody_but_the_office() throws Exception {
        for (String login : List.of("lingdao", "shuiwuju", "sheji", "xitong")) {
            for (String path : List.of("/lists", "/lists/new", "/lists/1", "/lists/1/errors")) {
                mvc.perform(get(path).with(user(people.require(login)))).andExpect(status().isNotFound());
            }
            mvc.perform(post("/lists/1/confirm").with(csrf()).with(user(people.require(login))))
                    .andExpect(status().isNotFound());
        }
    }

    private Object attempt(long id) {
        try {
            return uploads.confirm(id, "duban");
        } catch (Refused refused) {
            return refused;
        }
    }

    /** A preview of rows that no other test has. */
    private long confirmed(int count) {
        long id = preview(workbook(count));
        assertThat(uploads.confirm(id, "duban")).isEqualTo(count);
        return id;
    }

    private long preview(byte[] file) {
        long id = uploads.receive(file, "清单.xlsx", "duban");
        await(id, Status.PREVIEW);
        return id;
    }

    private void await(long id, Status status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> lists.require(id).status() == status);
    }

    private static synchronized byte[] workbook(int count) {
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

    /** The same workbook in other bytes. */
    private static byte[] concat(byte[] file) {
        try (org.apache.poi.xssf.usermodel.XSSFWorkbook book =
                new org.apache.poi.xssf.usermodel.XSSFWorkbook(new java.io.ByteArrayInputStream(file))) {
            book.getSheetAt(0).getRow(1).createCell(20).setCellValue("又一列");
            return Workbooks.bytes(book);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private void runJobs(long id) {
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

    private void complete(long id, String element, Map<String, Object> fields) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey("QD-" + id)
                .taskDefinitionKey(element)
                .singleResult();
        tasks.setAssignee(task.getId(), "duban2");
        tasks.complete(task.getId(), new java.util.HashMap<>(fields));
    }

    private Document grade(long id, long rowId, String grade, String lead, String deadline, String verifier)
            throws Exception {
        String fragment = mvc.perform(post("/lists/{id}/rows/{row}/grade", id, rowId)
                        .param("grade", grade)
                        .param("lead", lead)
                        .param("deadline", deadline)
                        .param("verifier", verifier)
                        .with(csrf())
                        .with(supervisor()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return Jsoup.parse("<table>" + fragment + "</table>");
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(mvc.perform(get(path).with(supervisor()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private RequestPostProcessor supervisor() {
        return user(people.require("duban"));
    }
}
