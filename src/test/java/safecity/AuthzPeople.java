package safecity;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import safecity.AuthzMatrix.Row;
import safecity.AuthzMatrix.Scope;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.unit.Units;

/** Who walks through the matrix of rights: one person for each role, and three who belong to a unit without the role that works for it. */
final class AuthzPeople {

    /** A new or moved account. */
    static final String NEWCOMER = "walk-newcomer";

    /** The same in the office. */
    static final String OFFICE_NEWCOMER = "walk-office-newcomer";

    /** Who has a role that means nothing in the office. */
    static final String OFFICE_CLERK = "walk-office-clerk";

    static final List<String> WITHOUT_WORK = List.of(NEWCOMER, OFFICE_NEWCOMER, OFFICE_CLERK);

    private static final Map<String, String[]> ROLES = Map.of(
            NEWCOMER, new String[0],
            OFFICE_NEWCOMER, new String[0],
            OFFICE_CLERK, new String[] {Role.UNIT_CLERK.name()});

    private AuthzPeople() {}

    /** All logins. */
    static List<String> all() {
        return Stream.concat(AuthzMatrix.PEOPLE.values().stream(), WITHOUT_WORK.stream())
                .toList();
    }

    /** Makes the accounts of those three, who sign in as the others do. */
    static void add(JdbcClient jdbc) {
        ROLES.forEach((login, roles) -> jdbc.sql("""
                insert into safecity.account (login, display_name, unit, roles, email, password_hash, demonstration, must_change,
                                              password_changed_at, created_at)
                select :login, :login, :unit, :roles, null, password_hash, true, false, password_changed_at, created_at
                  from safecity.account where login = :like""")
                .param("login", login)
                .param("unit", login.equals(NEWCOMER) ? Cases.LEAD : Units.OFFICE)
                .param("roles", roles)
                .param("like", Cases.CLERK)
                .update());
    }

    /** Removes them, where they were not made in a transaction that goes back. */
    static void remove(JdbcClient owner) {
        List<String> logins = List.copyOf(ROLES.keySet());
        owner.sql("delete from safecity.session where login in (:logins)")
                .param("logins", logins)
                .update();
        owner.sql("delete from safecity.account where login in (:logins)")
                .param("logins", logins)
                .update();
    }

    /** Whether the person is one of those for whom the matrix has a column. */
    static boolean works(Person person) {
        return AuthzMatrix.PEOPLE.containsValue(person.login());
    }

    /** How far a person's right to an endpoint reaches; without work it is what everybody has who is signed in. */
    static Scope scope(Row row, Person person) {
        return AuthzMatrix.PEOPLE.entrySet().stream()
                .filter(walker -> walker.getValue().equals(person.login()))
                .findFirst()
                .map(walker -> row.of(walker.getKey()))
                .orElseGet(row::ofAnybody);
    }
}
