package safecity.identity;

import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;
import safecity.unit.Units;

/** 授权: what the security administrator decides of accounts that the system administrator made: roles, locks, sessions, second factors. */
@Repository
class RoleKeeping {

    private static final Set<Role> OF_A_UNIT = Set.of(Role.UNIT_CLERK, Role.UNIT_HEAD);

    private final JdbcClient jdbc;
    private final People people;
    private final Accounts accounts;
    private final Standings standings;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final Units units;
    private final ApplicationEventPublisher events;

    RoleKeeping(
            JdbcClient jdbc,
            People people,
            Accounts accounts,
            Standings standings,
            Sessions sessions,
            SecondFactors factors,
            Units units,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.accounts = accounts;
        this.standings = standings;
        this.sessions = sessions;
        this.factors = factors;
        this.units = units;
        this.events = events;
    }

    /**
     * Gives a person exactly these roles; open sessions end, because they know the old ones.
     *
     * @throws Refused if one person may not have them together, or not in that unit, or the actor is the person
     */
    @Transactional
    public void give(String login, Set<Role> roles, Person actor) {
        Person person = another(login, actor);
        if (!person.enabled()) {
            throw new Refused("账号“%s”已停用，请系统管理员先启用".formatted(login));
        }
        RoleRules.check(roles);
        roles.forEach(role -> requireHome(role, person));
        for (Role role : person.roles()) {
            if (!roles.contains(role) && RoleRules.administers(Set.of(role)) && people.countOf(role) == 1) {
                throw new Refused("“%s”是唯一的%s，请先设另一位".formatted(person.displayName(), role.label()));
            }
        }
        int rows = jdbc.sql("""
                        update safecity.account set roles = :roles
                         where login = :login and enabled and unit is not distinct from :unit""")
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .param("login", login)
                .param("unit", person.unit())
                .update();
        if (rows == 0) {
            throw new Refused("“%s”刚刚停用或调动，没有改动，请刷新页面".formatted(person.displayName()));
        }
        accounts.tellEngineOf(people.require(login));
        sessions.changed();
        tell(actor, login, "角色改为：" + names(roles));
    }

    private void requireHome(Role role, Person person) {
        @Nullable String home = role.home();
        if (home != null && !home.equals(person.unit())) {
            throw new Refused("“%s”只能授予“%s”的人员，请系统管理员先把单位改好"
                    .formatted(role.label(), units.byCode(home).shortName()));
        }
        if (OF_A_UNIT.contains(role) && person.unit() == null) {
            throw new Refused("“%s”要有所在单位，请系统管理员先设单位".formatted(role.label()));
        }
        if (RoleRules.administers(Set.of(role)) && person.unit() != null) {
            throw new Refused("“%s”不能属于业务单位，请系统管理员先把单位改为无".formatted(role.label()));
        }
    }

    /** Ends a lock after wrong passwords. */
    @Transactional
    public void unlock(String login, Person actor) {
        require(login);
        if (!standings.unlock(login)) {
            throw new Refused("账号没有锁定");
        }
        tell(actor, login, "解锁账号");
    }

    /** Ends all of a person's sessions; returns how many. */
    @Transactional
    public int endSessions(String login, Person actor) {
        require(login);
        int ended = sessions.endAll(login);
        tell(actor, login, "结束全部会话 %d 个".formatted(ended));
        return ended;
    }

    /** Takes a lost second factor from a person, who enrols a new one at the next sign-in where the role demands it. */
    @Transactional
    public void removeFactor(String login, Person actor) {
        another(login, actor);
        if (!factors.remove(login, actor.login())) {
            throw new Refused("该账号没有启用动态口令");
        }
        sessions.endAll(login);
    }

    private Person another(String login, Person actor) {
        if (login.equals(actor.login())) {
            throw new Refused("不能这样改动自己的账号，请另一位安全管理员办理");
        }
        return require(login);
    }

    private Person require(String login) {
        return people.find(login).orElseThrow(() -> new NoSuchElementException("No account " + login));
    }

    private static String names(Set<Role> roles) {
        return roles.isEmpty() ? "无" : roles.stream().map(Role::label).collect(Collectors.joining("、"));
    }

    private void tell(Person actor, String login, String what) {
        events.publishEvent(new AccountChanged(actor.login(), login, what));
    }
}
