package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.export.ItemWorkbook;
import safecity.identity.People;
import safecity.problemlist.ProblemList.Status;
import safecity.problemlist.Verdicts.Verdict;

/** What was exported comes back: every row is recognised, none is wrong, whatever its texts begin with. */
class ExportedListTest extends ApplicationTest {

    private static final List<String> BEGINNINGS =
            List.of("", "=", "+", "-", "@", "=HYPERLINK(\"http://x\")", "'", "\t");

    @Autowired
    private Uploads uploads;

    @Autowired
    private ProblemLists lists;

    @Autowired
    private ListRows rows;

    @Autowired
    private People people;

    private Imports imports;

    @BeforeEach
    void inJuly2020(@Autowired TaskService tasks, @Autowired ManagementService management) {
        itIs(LocalDate.of(2020, 7, 1), LocalTime.of(9, 0));
        imports = new Imports(uploads, lists, tasks, management);
    }

    @Test
    void recognises_each_row_of_an_exported_list() throws Exception {
        long id = dispatched();

        for (String kind : List.of("problems", "rectifications")) {
            long again = imports.preview(export(kind, id));

            assertThat(rows.counts(again))
                    .as(kind)
                    .containsEntry(Verdict.KNOWN, BEGINNINGS.size())
                    .containsEntry(Verdict.ERROR, 0)
                    .containsEntry(Verdict.DUPLICATE, 0)
                    .containsEntry(Verdict.IMPORTABLE, 0);
            ProblemList read = lists.require(again);
            assertThat(read.reportingUnit()).isEqualTo("区创安办");
            assertThat(read.reportedOn()).isEqualTo(LocalDate.of(2020, 7, 1));
        }
    }

    @Test
    void reads_out_of_an_exported_list_what_was_imported() throws Exception {
        long id = dispatched();

        ListRow row = Workbooks.read(export("problems", id)).rows().get(0);

        assertThat(row.flaws()).isEmpty();
        assertThat(row.mainTaskNo()).isEqualTo(8);
        assertThat(row.lead()).isEqualTo("qu-xiao-fang-zhi-dui");
        assertThat(row.cooperating()).containsExactly("huang-cun-zhen");
        assertThat(row.deadline()).isEqualTo(LocalDate.of(2020, 9, 30)); // a real date by now
        assertThat(row.person()).isEqualTo("张某");
        assertThat(row.phone()).isEqualTo("010-00000001");
    }

    @Test
    void says_so_if_there_is_more_than_can_come_back_at_once() {
        assertThat(ItemWorkbook.PROBLEMS.notes(ListReader.MAX_DATA_ROWS)).isEmpty();
        assertThat(ItemWorkbook.PROBLEMS.notes(ListReader.MAX_DATA_ROWS + 1))
                .singleElement()
                .asString()
                .contains("20,001", "20,000", "分次导出");
        assertThat(ItemWorkbook.LEDGER.notes(ListReader.MAX_DATA_ROWS + 1)).isEmpty();
    }

    private long dispatched() {
        String mark = UUID.randomUUID().toString();
        byte[] file = Workbooks.workbook(sheet -> {
            Workbooks.row(sheet, 1, "填报日期：2020年6月30日");
            Workbooks.row(sheet, 2, Workbooks.HEADING);
            for (int at = 0; at < BEGINNINGS.size(); at++) {
                String[] row = Workbooks.sound(at + 1);
                row[1] = BEGINNINGS.get(at) + row[1] + mark;
                row[3] = row[3] + mark;
                Workbooks.row(sheet, at + 3, row);
            }
        });
        long id = imports.preview(file);
        assertThat(uploads.confirm(id, "duban")).isEqualTo(BEGINNINGS.size());
        imports.runJobs();
        imports.complete(id, "reviewGrades", Map.of());
        imports.complete(id, "signOff", Map.of("decision", "sign", "opinion", "同意。"));
        imports.runJobs();
        assertThat(lists.require(id).status()).isEqualTo(Status.DISPATCHED);
        return id;
    }

    private byte[] export(String kind, long list) throws Exception {
        return mvc.perform(get("/items/exports/" + kind + ".xlsx?sort=number&list=" + list)
                        .with(user(people.require("duban"))))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }
}
