package safecity.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Refused;

/** The accounts. */
@Repository
public class People {

    private static final String COLUMNS = """
            select a.login, a.display_name, a.unit, coalesce(u.short_name, '') as unit_name, a.roles, a.email,
                   a.password_hash, a.enabled
              from safecity.account a
              left join safecity.unit u on u.code = a.unit
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    People(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the person of a login, whether enabled or not. */
    public Optional<Person> find(String login) {
        return jdbc.sql(COLUMNS + "where a.login = :login")
                .param("login", login)
                .query(People::person)
                .optional();
    }

    /**
     * Returns the person of a login.
     *
     * @throws NoSuchElementException if there is none
     */
    public Person require(String login) {
        return find(login).orElseThrow(() -> new NoSuchElementException("No account " + login));
    }

    /**
     * Returns the person of a login, who is to be changed by somebody else.
     *
     * @param keeper whose business such changes are
     * @throws Refused if it is the actor
     * @throws NoSuchElementException if there is none
     */
    Person another(String login, Person actor, Role keeper) {
        if (login.equals(actor.login())) {
            throw new Refused("不能这样改动自己的账号，请另一位%s办理".formatted(keeper.label()));
        }
        return require(login);
    }

    /**
     * Returns the code of the unit that a login works for.
     *
     * @throws NoSuchElementException if there is no such account, or it belongs to no unit
     */
    public String unitOf(String login) {
        String unit = require(login).unit();
        if (unit == null) {
            throw new NoSuchElementException("Account %s belongs to no unit".formatted(login));
        }
        return unit;
    }

    /** Returns the enabled people of a unit who can be written to, by login; who has no role there gets none of its mail. */
    public List<Person> reachableIn(String unit) {
        return jdbc.sql(COLUMNS + """
                         where a.unit = :unit and a.roles && :work::text[] and a.enabled and a.email is not null
                         order by a.login""")
                .param("unit", unit)
                .param("work", RoleRules.ofAUnit())
                .query(People::person)
                .list();
    }

    /** Returns the enabled people with a role who can be written to, by login. */
    public List<Person> reachableWith(Role role) {
        return jdbc.sql(COLUMNS + "where :role = any (a.roles) and a.enabled and a.email is not null order by a.login")
                .param("role", role.name())
                .query(People::person)
                .list();
    }

    /** Returns the other enabled people of a unit, by name. */
    List<Person> colleaguesOf(Person person) {
        return jdbc.sql(COLUMNS + """
                         where a.unit = :unit and a.login <> :login and a.enabled
                         order by a.display_name, a.login""")
                .param("unit", person.unit())
                .param("login", person.login())
                .query(People::person)
                .list();
    }

    /** Returns all people, by login. */
    public List<Person> all() {
        return jdbc.sql(COLUMNS + "order by a.login").query(People::person).list();
    }

    /** Whether the account is one of the well-known demonstration accounts. */
    boolean isDemonstration(String login) {
        return jdbc.sql("select demonstration from safecity.account where login = :login")
                .param("login", login)
                .query(Boolean.class)
                .single();
    }

    /** Adds an account with a first password, which its owner must change unless it is of the demonstration; returns false if the login is taken. */
    boolean add(Person person, boolean demonstration) {
        return jdbc.sql("""
                        insert into safecity.account
                               (login, display_name, unit, roles, email, password_hash, demonstration, must_change,
                                password_changed_at, created_at)
                        values (:login, :name, :unit, :roles, :email, :hash, :demonstration, not :demonstration,
                                :now, :now)
                        on conflict (login) do nothing""")
                        .param("login", person.login())
                        .param("name", person.displayName())
                        .param("unit", person.unit())
                        .param("roles", person.roles().stream().map(Role::name).toArray(String[]::new))
                        .param("email", person.email())
                        .param("hash", person.passwordHash())
                        .param("demonstration", demonstration)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    static Person person(ResultSet row, int index) throws SQLException {
        @Nullable String unit = row.getString("unit");
        @Nullable String email = row.getString("email");
        Set<Role> roles = Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        return new Person(
                row.getString("login"),
                row.getString("display_name"),
                unit,
                row.getString("unit_name"),
                roles,
                email,
                row.getString("password_hash"),
                row.getBoolean("enabled"));
    }
}
