package safecity.identity;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Directory;
import safecity.engine.OpenTasks;
import safecity.engine.Refused;
import safecity.unit.Units;

/**
 * 账号管理: makes accounts, and follows people who leave or move. Who leaves a unit leaves its tasks to it: those claimed go back to its queue, memberships
 * and rights in the engine are gone with the transaction, roles too, and the sessions end. What the person did keeps the name.
 */
@Repository
class AccountKeeping {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[A-Za-z0-9.-]{1,190}");
    private static final int LONGEST_NAME = 40;

    private final JdbcClient jdbc;
    private final People people;
    private final Units units;
    private final Administrators administrators;
    private final Accounts accounts;
    private final Directory directory;
    private final OpenTasks tasks;
    private final Passwords passwords;
    private final PasswordEncoder encoder;
    private final Sessions sessions;
    private final StandIns standIns;
    private final ApplicationEventPublisher events;

    AccountKeeping(
            JdbcClient jdbc,
            People people,
            Units units,
            Administrators administrators,
            Accounts accounts,
            Directory directory,
            OpenTasks tasks,
            Passwords passwords,
            PasswordEncoder encoder,
            Sessions sessions,
            StandIns standIns,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.units = units;
        this.administrators = administrators;
        this.accounts = accounts;
        this.directory = directory;
        this.tasks = tasks;
        this.passwords = passwords;
        this.encoder = encoder;
        this.sessions = sessions;
        this.standIns = standIns;
        this.events = events;
    }

    /**
     * Makes an account without a role; returns its first password, which nobody can read again.
     *
     * @throws Refused if something is missing or wrong, or the login is taken
     */
    @Transactional
    public String create(String login, String name, String unit, String email, Person actor) {
        if (!Person.isLogin(login)) {
            throw new Refused("登录名“%s”不合要求：%s，请修改".formatted(login, Person.LOGIN_RULE));
        }
        if (accounts.isReserved(login)) {
            throw new Refused("登录名“%s”是系统保留的名称，请换一个".formatted(login));
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new Refused("请填写姓名，最多 %d 字".formatted(LONGEST_NAME));
        }
        String first = new FirstPasswords().make(login);
        Person person = new Person(
                login, name, unitOrNull(unit), "", Set.of(), emailOrNull(email), encoder.encode(first), true);
        if (!people.add(person, false)) {
            throw new Refused("登录名“%s”已有人使用，请换一个".formatted(login));
        }
        accounts.tellEngineOf(person);
        tell(actor, login, "建立账号，姓名 %s，单位 %s".formatted(name, nameOf(person.unit())));
        return first;
    }

    /**
     * Closes the account of a person who leaves; returns how many tasks went back to the unit.
     *
     * @throws Refused if it is the actor's own, closed already, or the last of its kind of administrator
     */
    @Transactional
    public int leave(String login, Person actor) {
        Person person = people.another(login, actor, Role.SYSTEM_ADMINISTRATOR);
        administrators.requireAnother(person, Set.of());
        int rows = jdbc.sql("""
                        update safecity.account set enabled = false, roles = '{}'
                         where login = :login and enabled""").param("login", login).update();
        if (rows == 0) {
            throw new Refused("账号“%s”已经停用".formatted(login));
        }
        int returned = takeAway(login);
        tell(actor, login, "停用账号，退回任务 %d 件".formatted(returned));
        return returned;
    }

    /**
     * Opens a closed account again, without roles; returns a first password, or an empty text for a demonstration account, whose password stays.
     *
     * @throws Refused if it is open
     */
    @Transactional
    public String comeBack(String login, Person actor) {
        Person person = people.another(login, actor, Role.SYSTEM_ADMINISTRATOR);
        int rows = jdbc.sql("update safecity.account set enabled = true where login = :login and not enabled")
                .param("login", login)
                .update();
        if (rows == 0) {
            throw new Refused("账号“%s”没有停用".formatted(login));
        }
        accounts.tellEngineOf(people.require(login));
        tell(actor, login, "重新启用账号");
        return people.isDemonstration(person.login()) ? "" : resetPassword(login, actor);
    }

    /**
     * Moves a person to another unit, or to none; returns how many tasks went back to the old one. All roles end: the new post is a new decision.
     *
     * @throws Refused if the person is there already, or somebody else just moved the person
     */
    @Transactional
    public int move(String login, String unit, Person actor) {
        Person person = people.another(login, actor, Role.SYSTEM_ADMINISTRATOR);
        administrators.requireAnother(person, Set.of());
        @Nullable String to = unitOrNull(unit);
        int rows = jdbc.sql("""
                        update safecity.account set unit = :to, roles = '{}'
                         where login = :login and unit is not distinct from :from and unit is distinct from :to""")
                .param("to", to)
                .param("login", login)
                .param("from", person.unit())
                .update();
        if (rows == 0) {
            throw new Refused("“%s”已在该单位，没有改动，请刷新页面核对".formatted(person.displayName()));
        }
        int returned = takeAway(login);
        tell(actor, login, "调动单位：%s → %s，退回任务 %d 件，原角色取消".formatted(nameOf(person.unit()), nameOf(to), returned));
        return returned;
    }

    /** Changes the address for notices; none if the text is empty. */
    @Transactional
    public void writeTo(String login, String email, Person actor) {
        people.require(login);
        jdbc.sql("update safecity.account set email = :email where login = :login")
                .param("email", emailOrNull(email))
                .param("login", login)
                .update();
        tell(actor, login, "修改邮箱");
    }

    /** Gives a person a new first password, and ends the sessions that began with the old one. */
    @Transactional
    public String resetPassword(String login, Person actor) {
        people.another(login, actor, Role.SYSTEM_ADMINISTRATOR);
        String first = new FirstPasswords().make(login);
        passwords.replaceByFirst(login, first, actor.login());
        sessions.endAll(login);
        return first;
    }

    private int takeAway(String login) {
        standIns.endAllOf(login);
        int returned = tasks.putBackAll(login);
        directory.dropGrants(login);
        accounts.tellEngineOf(people.require(login));
        sessions.endAll(login);
        return returned;
    }

    private String nameOf(@Nullable String unit) {
        return unit == null ? "无" : units.byCode(unit).shortName();
    }

    private @Nullable String unitOrNull(String unit) {
        if (unit.isBlank()) {
            return null;
        }
        if (units.all().stream().noneMatch(known -> known.code().equals(unit))) {
            throw new Refused("没有代码为“%s”的单位，请从列表中选择".formatted(unit));
        }
        return unit;
    }

    private static @Nullable String emailOrNull(String email) {
        if (email.isBlank()) {
            return null;
        }
        if (!EMAIL.matcher(email.strip()).matches()) {
            throw new Refused("邮箱地址“%s”不正确，请检查，或留空".formatted(email.strip()));
        }
        return email.strip();
    }

    private void tell(Person actor, String login, String what) {
        events.publishEvent(new AccountChanged(actor.login(), login, what));
    }
}
