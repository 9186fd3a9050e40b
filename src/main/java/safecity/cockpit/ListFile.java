package safecity.cockpit;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.identity.Person;
import safecity.item.CurrentStep;

/** What a task about an imported list is about: the list's title and how many of its rows are what. */
@Repository
class ListFile {

    /** How the business key of a list begins; its row follows the last hyphen. */
    static final String KEY = "QD-";

    private final JdbcClient jdbc;

    ListFile(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A list, with the number of its rows by verdict, of those chosen, and of items dispatched. */
    record Content(
            long id,
            String title,
            String reportingUnit,
            @Nullable LocalDate reportedOn,
            int rows,
            int chosen,
            int major,
            int errors,
            int duplicates,
            int dispatched) {}

    /** Returns the list of a task, if the task is the viewer's or the viewer's unit's, or the viewer sees everything. */
    Optional<Content> find(CurrentStep step, Person viewer) {
        boolean own = viewer.login().equals(step.assignee()) || viewer.worksFor(step.unit());
        String row = step.businessKey().substring(step.businessKey().lastIndexOf('-') + 1);
        if (!(own || viewer.seesEverything()) || !row.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql("""
                select l.id, l.title, l.reporting_unit, l.reported_on, count(r.id) as rows,
                       count(*) filter (where r.chosen) as chosen,
                       count(*) filter (where r.chosen and r.grade = 'MAJOR') as major,
                       count(*) filter (where r.verdict = 'ERROR') as errors,
                       count(*) filter (where r.verdict in ('DUPLICATE', 'KNOWN')) as duplicates,
                       count(r.item_id) as dispatched
                  from safecity.problem_list l
                  left join safecity.problem_list_row r on r.list_id = l.id
                 where l.id = :id
                 group by l.id""")
                .param("id", Long.parseLong(row))
                .query(Content.class)
                .optional();
    }
}
