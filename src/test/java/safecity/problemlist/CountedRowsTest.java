package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.calendar.Counting;
import safecity.calendar.Move;
import safecity.calendar.WorkingDays;

/** How the deadline of a row came about, from triage to the item, and what another calendar does to it on the way. */
class CountedRowsTest extends ApplicationTest {

    private static final LocalDate FOUND = LocalDate.of(2020, 9, 1);
    private static final LocalDate COUNTED = LocalDate.of(2020, 9, 28);

    @Autowired
    private Uploads uploads;

    @Autowired
    private ProblemLists lists;

    @Autowired
    private ListRows rows;

    @Autowired
    private GradingDesk desk;

    @Autowired
    private CountedRows counted;

    @Autowired
    private WorkingDays calendar;

    private Imports imports;

    @BeforeEach
    void inSeptember2020(@Autowired TaskService tasks, @Autowired ManagementService management) {
        itIs(FOUND, LocalTime.of(9, 0));
        imports = new Imports(uploads, lists, tasks, management);
    }

    @Test
    void keeps_how_a_deadline_was_counted_until_it_is_an_item() {
        long id = graded("");
        StoredRow row = row(id);
        assertThat(row.counting()).isEqualTo(new Counting(FOUND, 20));
        assertThat(row.deadline()).isEqualTo(COUNTED);

        grade(id, row, COUNTED);
        assertThat(row(id).counting()).as("the office agreed").isEqualTo(new Counting(FOUND, 20));
        dispatch(id);

        assertThat(originOf(row(id))).isEqualTo("2020-09-01 20");
    }

    @Test
    void takes_the_date_of_the_list_or_of_the_office_as_given() {
        long given = graded("2020-12-31");
        assertThat(row(given).counting()).isNull();
        long changed = graded("");
        grade(changed, row(changed), COUNTED.plusDays(1));
        assertThat(row(changed).counting()).isNull();
        dispatch(changed);

        assertThat(originOf(row(changed))).isEqualTo("given");
    }

    @Test
    void counts_a_row_anew_that_is_no_item_yet() {
        long id = graded("");
        jdbc.sql("update safecity.problem_list_row set deadline = date '2020-09-27' where list_id = :id")
                .param("id", id)
                .update();

        List<Move> moves = movesOf(id);
        assertThat(moves).extracting(Move::dayBefore).containsExactly(LocalDate.of(2020, 9, 27));
        transaction.executeWithoutResult(status -> counted.apply(moves, calendar, "xitong"));

        assertThat(row(id).deadline()).isEqualTo(COUNTED);
        assertThat(movesOf(id)).isEmpty();
    }

    private List<Move> movesOf(long id) {
        return counted.moves(calendar).stream()
                .filter(move -> move.number().equals("QD-" + id))
                .toList();
    }

    private long graded(String deadline) {
        byte[] file = Workbooks.workbook(sheet -> {
            String[] texts = Workbooks.sound((int) (System.nanoTime() % 1_000_000_000));
            texts[11] = deadline;
            Workbooks.row(sheet, 1, Workbooks.HEADING);
            Workbooks.row(sheet, 2, texts);
        });
        long id = imports.preview(file);
        uploads.confirm(id, "duban");
        imports.runJobs();
        return id;
    }

    private void grade(long id, StoredRow row, LocalDate day) {
        desk.answer(
                lists.require(id),
                row.id(),
                "ORDINARY",
                row.lead(),
                day.toString(),
                row.verifier().name());
    }

    private void dispatch(long id) {
        imports.complete(id, "reviewGrades", Map.of());
        imports.complete(id, "signOff", Map.of("decision", "sign"));
        imports.runJobs();
    }

    private StoredRow row(long id) {
        return rows.page(id, null, true, 1, 0).get(0);
    }

    private String originOf(StoredRow row) {
        return jdbc.sql("""
                select coalesce(deadline_from || ' ' || deadline_working_days, 'given')
                  from safecity.item where number = :number""")
                .param("number", row.itemNumber())
                .query(String.class)
                .single();
    }
}
