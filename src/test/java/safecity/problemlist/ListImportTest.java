package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
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

    private Imports imports;

    @BeforeEach
    void inJuly2020(@Autowired TaskService tasks, @Autowired ManagementService management) {
        itIs(LocalDate.of(2020, 7, 1), LocalTime.of(9, 0));
        imports = new Imports(uploads, lists, tasks, management);
    }

    @Test
    void dispatches_an_item_and_a_process_for_each_row_that_was_signed_off() throws Exception {
        long id = imports.confirmed(3);

        imports.runJobs();
        imports.complete(id, "reviewGrades", Map.of());
        imports.complete(id, "signOff", Map.of("decision", "sign", "opinion", "同意。"));
        imports.runJobs();

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
        long id = imports.confirmed(101);
        imports.runJobs();
        imports.complete(id, "reviewGrades", Map.of());
        imports.complete(id, "signOff", Map.of("decision", "sign", "opinion", ""));

        transaction.executeWithoutResult(status -> steps.dispatchItems(id));
        assertThat(rows.countDispatched(id)).isEqualTo(100);
        assertThat(steps.allDispatched(id)).isFalse();
        imports.runJobs();
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
        long id = imports.confirmed(101);

        imports.runJobs();
        imports.complete(id, "reviewGrades", Map.of());
        imports.complete(id, "signOff", Map.of("decision", "sign", "opinion", "同意。"));
        imports.runJobs();

        assertThat(lists.require(id).status()).isEqualTo(Status.DISPATCHED);
        assertThat(jdbc.sql("select count(*) from safecity.item where list_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(101);
    }

    @Test
    void returns_to_grading_and_withdraws_with_a_reason_only() {
        long id = imports.confirmed(1);
        imports.runJobs();
        imports.complete(id, "reviewGrades", Map.of());
        assertThatThrownBy(() -> imports.complete(id, "signOff", Map.of("decision", "return", "opinion", " ")))
                .hasStackTraceContaining("请在签发意见中写明理由");

        imports.complete(id, "signOff", Map.of("decision", "return", "opinion", "时限请核"));
        assertThat(lists.require(id).status()).isEqualTo(Status.GRADING);
        imports.complete(id, "reviewGrades", Map.of());
        imports.complete(id, "signOff", Map.of("decision", "withdraw", "opinion", "重复"));

        assertThat(lists.require(id).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(jdbc.sql("select count(*) from safecity.item where list_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void adds_nothing_when_the_same_file_or_the_same_problems_come_again() throws Exception {
        byte[] file = Imports.workbook(2);
        long first = imports.preview(file);
        uploads.confirm(first, "duban");

        mvc.perform(multipart("/lists")
                        .file(new MockMultipartFile("file", "清单.xlsx", null, file))
                        .with(csrf())
                        .with(supervisor()))
                .andExpect(header().string("Location", "/lists/" + first));

        byte[] rewritten = file.clone();
        long second = imports.preview(concat(rewritten));
        assertThat(rows.counts(second)).containsEntry(Verdict.KNOWN, 2).containsEntry(Verdict.IMPORTABLE, 0);
        assertThatThrownBy(() -> uploads.confirm(second, "duban"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("没有可导入");
    }

    @Test
    void lets_one_of_two_confirmations_win_and_tells_the_other() throws Exception {
        byte[] file = Imports.workbook(2);
        long one = imports.preview(file);
        long other = imports.preview(file);
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

    private Object attempt(long id) {
        try {
            return uploads.confirm(id, "duban");
        } catch (Refused refused) {
            return refused;
        }
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

    private RequestPostProcessor supervisor() {
        return user(people.require("duban"));
    }
}
