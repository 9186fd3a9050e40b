package safecity.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who stood in for whom on a case: what a deputy did was done by both, for whoever asks for four eyes. */
@Repository
public class Representation {

    private final JdbcClient jdbc;

    Representation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns the login of the person for whom a login acts on a case, by a task that is open or was closed in this very transaction; null if it acts for
     * itself.
     */
    public @Nullable String represented(String businessKey, String login) {
        return jdbc.sql("""
                        select s.represented
                          from safecity.stand_in s
                         where s.business_key = :key and s.login = :login
                           and (s.closed_in is null or s.closed_in = pg_current_xact_id_if_assigned())
                         order by s.closed_in nulls last
                         limit 1""")
                .param("key", businessKey)
                .param("login", login)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /**
     * Whether two logins count as one person on a case: they are the same, one stood in for the other there, or both for the same third.
     *
     * @param businessKey the case's number
     */
    public boolean areOne(String businessKey, String one, String other) {
        return one.equals(other)
                || jdbc.sql("""
                                select exists (
                                    (select :one union select represented from safecity.stand_in
                                                        where business_key = :key and login = :one)
                                    intersect
                                    (select :other union select represented from safecity.stand_in
                                                          where business_key = :key and login = :other))""")
                        .param("key", businessKey)
                        .param("one", one)
                        .param("other", other)
                        .query(Boolean.class)
                        .single();
    }
}
