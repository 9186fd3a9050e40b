package safecity.problemlist;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.problemlist.Verdicts.Existing;

/** The problems that need not be imported any more: they are items, or rows of another list on their way to become items. */
@Repository
class KnownProblems {

    private final JdbcClient jdbc;

    KnownProblems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Fingerprints of everything that was imported or is on its way. */
    Set<String> fingerprints() {
        return new HashSet<>(jdbc.sql("""
                select fingerprint from safecity.item
                union
                select r.fingerprint from safecity.problem_list_row r join safecity.problem_list l on l.id = r.list_id
                 where r.chosen and l.status in ('GRADING', 'SIGNING', 'DISPATCHING', 'DISPATCHED')""").query(String.class).list());
    }

    /** Items, and rows that are on their way to become items, in the order in which they came. */
    List<Existing> existing() {
        return jdbc.sql("""
                select '问题 ' || number as reference, description, locality from safecity.item
                union all
                select '清单“' || l.title || '”第 ' || r.sheet_row || ' 行', r.description, r.locality
                  from safecity.problem_list_row r join safecity.problem_list l on l.id = r.list_id
                 where r.chosen and r.item_id is null and l.status in ('GRADING', 'SIGNING', 'DISPATCHING')""")
                .query((row, index) -> {
                    @Nullable String locality = row.getString("locality");
                    return new Existing(row.getString("reference"), row.getString("description"), locality);
                })
                .list();
    }

    /** Takes out the chosen rows of a list whose problem another list brought in since this one was read; returns how many. */
    int dropFrom(long listId) {
        return jdbc.sql("""
                update safecity.problem_list_row r
                   set verdict = 'KNOWN', chosen = false, reasons = array['同一问题已由另一份清单导入，不再导入'] || r.reasons
                 where r.list_id = :id and r.chosen
                   and (exists (select 1 from safecity.item i where i.fingerprint = r.fingerprint)
                        or exists (select 1 from safecity.problem_list_row o
                                     join safecity.problem_list l on l.id = o.list_id
                                    where o.fingerprint = r.fingerprint and o.chosen and o.list_id <> r.list_id
                                      and l.status in ('GRADING', 'SIGNING', 'DISPATCHING', 'DISPATCHED')))""").param("id", listId).update();
    }
}
