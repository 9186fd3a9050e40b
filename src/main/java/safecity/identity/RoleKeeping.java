package safecity.identity;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;

/** 授权: what the security administrator decides of accounts that the system administrator made: roles, locks, sessions, second factors. */
@Repository
class RoleKeeping {

    private final JdbcClient jdbc;
    private final People people;
    private final Accounts accounts;
    private final Standings standings;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final Administrators administrators;
    private final ApplicationEventPublisher events;

    RoleKeeping(
            JdbcClient jdbc,
            People people,
            Accounts accounts,
            Standings standings,
            Sessions sessions,
            SecondFactors factors,
            Administrators administrators,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.accounts = accounts;
        this.standings = standings;
        this.sessions = sessions;
        this.factors = factors;
        this.administrators = administrators;
        this.events = events;
    }

    /**
     * Gives a person exactly these roles; open sessions end, because they know the old ones.
     *
     * @throws Refused if one person may not have them together, or not in that unit, or the actor is the person
     */
    @Transactional
    public void give(String login, Set<Role> roles, Person actor) {
        Person person = people.another(login, actor, Role.SECURITY_ADMINISTRATOR);
        if (!person.enabled()) {
            throw new Refused("账号“%s”已停用，请系统管理员先启用".formatted(login));
        }
        RoleRules.check(roles, person.unit());
        administrators.requireAnother(person, roles);
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

    /** Ends a lock after wrong passwords. */
    @Transactional
    public void unlock(String login, Person actor) {
        people.require(login);
        if (!standings.unlock(login)) {
            throw new Refused("账号没有锁定");
        }
        tell(actor, login, "解锁账号");
    }

    /** Ends all of a person's sessions; returns how many. */
    @Transactional
    public int endSessions(String login, Person actor) {
        people.require(login);
        int ended = sessions.endAll(login);
        tell(actor, login, "结束全部会话 %d 个".formatted(ended));
        return ended;
    }

    /** Takes a lost second factor from a person, who enrols a new one at the next sign-in where the role demands it. */
    @Transactional
    public void removeFactor(String login, Person actor) {
        people.another(login, actor, Role.SECURITY_ADMINISTRATOR);
        if (!factors.remove(login, actor.login())) {
            throw new Refused("该账号没有启用动态口令");
        }
        sessions.endAll(login);
    }

    private static String names(Set<Role> roles) {
        return roles.isEmpty() ? "无" : roles.stream().map(Role::label).collect(Collectors.joining("、"));
    }

    private void tell(Person actor, String login, String what) {
        events.publishEvent(new AccountChanged(actor.login(), login, what));
    }
}
