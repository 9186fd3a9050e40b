package safecity.board;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 范围: of which items the board speaks. All, or those of one signed list. */
@Repository
public class Scopes {

    private static final Scope ALL = new Scope(0, "全区");

    private final JdbcClient jdbc;

    Scopes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One choice; {@code list} is the row of a list, 0 for all items. */
    public record Scope(long list, String label) {}

    /** Returns all choices, the widest first, then the lists with items, the latest first. */
    public List<Scope> all() {
        List<Scope> scopes = new ArrayList<>(List.of(ALL));
        scopes.addAll(jdbc.sql("""
                select l.id as list, l.title as label
                  from safecity.problem_list l
                 where l.status in ('DISPATCHING', 'DISPATCHED')
                 order by l.id desc""").query(Scope.class).list());
        return scopes;
    }

    /** Returns the choice of a URL parameter; the widest if there is no such list. */
    public static Scope choose(List<Scope> scopes, String list) {
        return scopes.stream()
                .filter(scope -> Long.toString(scope.list()).equals(list))
                .findFirst()
                .orElse(ALL);
    }
}
