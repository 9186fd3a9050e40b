package safecity.identity;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.database.StartRefused;

/**
 * The way into an installation that lacks an administrator: {@code --safecity.first-administrator=LOGIN,LOGIN,LOGIN} makes the system, the security and the
 * audit administrator, those of them that nobody is, in this order; it writes their first passwords into a file that its owner alone can read, and ends the
 * program. {@code --safecity.reset-second-factor=LOGIN} lets an administrator in who has lost both telephone and recovery codes.
 */
@Component
@Order(20)
public class FirstAdministrators implements ApplicationRunner {

    private static final String OPTION = "safecity.first-administrator";
    private static final String LOST_FACTOR = "safecity.reset-second-factor";

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrators.class);

    private final People people;
    private final Administrators administrators;
    private final Accounts accounts;
    private final SecondFactors factors;
    private final PasswordEncoder encoder;
    private final ApplicationEventPublisher events;
    private final String logins;
    private final String lostFactor;
    private final Path folder;

    FirstAdministrators(
            People people,
            Administrators administrators,
            Accounts accounts,
            SecondFactors factors,
            PasswordEncoder encoder,
            ApplicationEventPublisher events,
            @Value("${" + OPTION + ":}") String logins,
            @Value("${" + LOST_FACTOR + ":}") String lostFactor,
            @Value("${safecity.data-directory}") String folder) {
        this.people = people;
        this.administrators = administrators;
        this.accounts = accounts;
        this.factors = factors;
        this.encoder = encoder;
        this.events = events;
        this.logins = logins;
        this.lostFactor = lostFactor;
        this.folder = Path.of(folder);
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (!logins.isBlank()) {
            Path file = make(Stream.of(logins.split(",")).map(String::strip).toList());
            log.info("First passwords of the administrators are in {}", file.toAbsolutePath());
        }
        if (!lostFactor.isBlank()) {
            resetFactor(lostFactor.strip());
            log.info("The second factor of {} is gone; the next sign-in enrols a new one", lostFactor);
        }
    }

    /** Whether the program was started for this alone, and is to end when it has started. */
    public static boolean isAskedIn(Environment environment) {
        return Stream.of(OPTION, LOST_FACTOR)
                .anyMatch(option -> !environment.getProperty(option, "").isBlank());
    }

    /**
     * Makes the administrators that are missing; returns the file with their first passwords.
     *
     * @throws StartRefused if none is missing, fewer are than logins were given, a login is taken or wrong, or the file is there
     */
    Path make(List<String> wanted) {
        List<Role> missing = administrators.missing();
        if (missing.isEmpty()) {
            throw new StartRefused("三个管理员都已有在用账号，不能再用 --%s。增加账号请在“账号管理”页办理".formatted(OPTION));
        }
        if (wanted.isEmpty() || wanted.size() > missing.size()) {
            throw new StartRefused("--%s 给出了 %d 个登录名，现缺 %d 个管理员，请依次给出：%s（用逗号分开）"
                    .formatted(
                            OPTION,
                            wanted.size(),
                            missing.size(),
                            missing.stream().map(Role::label).collect(Collectors.joining(","))));
        }
        FirstPasswords passwords = new FirstPasswords();
        for (int at = 0; at < wanted.size(); at++) {
            add(wanted.get(at), missing.get(at), passwords);
        }
        Path file = folder.resolve("first-administrators.csv");
        passwords.writeTo(file);
        return file;
    }

    private void add(String login, Role role, FirstPasswords passwords) {
        if (!Person.isLogin(login)) {
            throw new StartRefused("登录名“%s”不合要求：%s".formatted(login, Person.LOGIN_RULE));
        }
        if (accounts.isReserved(login)) {
            throw new StartRefused("登录名“%s”是系统保留的名称，请换一个".formatted(login));
        }
        String hash = encoder.encode(passwords.make(login));
        Person person = new Person(login, role.label(), null, "", Set.of(role), null, hash, true);
        if (!people.add(person, false)) {
            throw new StartRefused("登录名“%s”已有人使用，请换一个".formatted(login));
        }
        accounts.tellEngineOf(person);
        events.publishEvent(new AccountChanged("", login, "由 --safecity.first-administrator 建立，" + role.label()));
    }

    /**
     * Takes the second factor from an administrator, as the security administrator does for everybody else; the trail says so.
     *
     * @throws StartRefused if the login is no administrator's, or has no second factor
     */
    void resetFactor(String login) {
        Person person = people.find(login)
                .filter(each -> each.enabled() && RoleRules.administers(each.roles()))
                .orElseThrow(() -> new StartRefused(
                        "“%s”不是在用的管理员账号，--%s 只用于三个管理员；其他人请安全管理员在“账号管理”页重置".formatted(login, LOST_FACTOR)));
        if (!factors.remove(person.login(), "")) {
            throw new StartRefused("“%s”没有启用动态口令，不用重置".formatted(login));
        }
    }
}
