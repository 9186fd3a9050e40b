package safecity.identity;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;

/** The three administrators that an installation cannot do without: nobody could make accounts, give roles, or read the trail any more. */
@Repository
class Administrators {

    private static final List<Role> KINDS =
            List.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR);

    private final JdbcClient jdbc;
    private final Demonstration demonstration;

    Administrators(JdbcClient jdbc, Demonstration demonstration) {
        this.jdbc = jdbc;
        this.demonstration = demonstration;
    }

    /** Who may sign in with a role, now: demonstration accounts where they can. */
    private record Holders(long others, boolean own) {}

    /**
     * Lets a person lose all roles but some, as long as somebody else may sign in with each administrator's role that is lost. Until the end of the
     * transaction nobody else is let go, so that two who remove each other do not both see the other.
     *
     * @throws Refused if the person is the last of its kind
     */
    void requireAnother(Person person, Set<Role> kept) {
        lock();
        for (Role kind : KINDS) {
            Holders holders = holders(kind, person.login(), demonstration.isOn());
            if (!kept.contains(kind) && holders.own() && holders.others() == 0) {
                throw new Refused("“%s”是唯一的%s，请先设另一位".formatted(person.displayName(), kind.label()));
            }
        }
    }

    /**
     * Returns the kinds that nobody in use has, in the order of {@link Role}, demonstration accounts left out; nobody else changes that until the end of the
     * transaction.
     */
    List<Role> missing() {
        lock();
        return KINDS.stream()
                .filter(kind -> holders(kind, "", false).others() == 0)
                .toList();
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('safecity.administrators', 0))")
                .query((row, index) -> true)
                .single();
    }

    private Holders holders(Role kind, String login, boolean withDemonstration) {
        return jdbc.sql("""
                        select count(*) filter (where login <> :login) as others,
                               count(*) filter (where login = :login) > 0 as own
                          from safecity.account
                         where :kind = any (roles) and enabled and (:demonstration or not demonstration)""")
                .param("login", login)
                .param("kind", kind.name())
                .param("demonstration", withDemonstration)
                .query(Holders.class)
                .single();
    }
}
