package safecity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import safecity.AuthzMatrix.Row;
import safecity.AuthzMatrix.Scope;
import safecity.AuthzQuestion.Answer;

/** What the audit tells of denials since this was made: whoever is signed in and refused stands there once for each time. */
final class AuthzDenials {

    private static final Set<Integer> TOLD = Set.of(403, 404);

    private final JdbcClient committed;
    private final long before;

    AuthzDenials(JdbcClient committed) {
        this.committed = committed;
        this.before = committed
                .sql("select coalesce(max(seq), 0) from safecity.audit_entry")
                .query(Long.class)
                .single();
    }

    /** Says what was denied more or less often than it was told. */
    List<String> differences(Map<AuthzQuestion, Answer> answers) {
        Map<String, Integer> told = told();
        Map<String, Integer> denied = denied(answers);
        return Stream.concat(told.keySet().stream(), denied.keySet().stream())
                .distinct()
                .filter(asked -> !Objects.equals(told.get(asked), denied.get(asked)))
                .map(asked -> "%s: denied %s times, told %s times".formatted(asked, denied.get(asked), told.get(asked)))
                .toList();
    }

    private Map<String, Integer> told() {
        Map<String, Integer> times = new TreeMap<>();
        committed.sql("""
                        select login || ' ' || object as asked, count(*) as times
                          from safecity.audit_entry
                         where seq > :seq and outcome = 'DENIED' and login <> ''
                         group by login, object""").param("seq", before).query((RowCallbackHandler)
                row -> times.put(row.getString("asked"), row.getInt("times")));
        return times;
    }

    private static Map<String, Integer> denied(Map<AuthzQuestion, Answer> answers) {
        Map<String, Integer> times = new TreeMap<>();
        answers.forEach((question, answer) -> {
            if (question.person() != null && TOLD.contains(answer.status()) && isOurs(question.row())) {
                times.merge(question.person().login() + " " + answer.asked(), 1, Integer::sum);
            }
        });
        return times;
    }

    /** An address that leads nowhere is none of ours, what is public is kept from nobody, and a display on a wall knows nobody. */
    private static boolean isOurs(Row row) {
        return row.anonymous() != Scope.ALL
                && !row.path().startsWith("/display/")
                && (row.ofTheEngine() || !row.path().endsWith("/**"));
    }
}
