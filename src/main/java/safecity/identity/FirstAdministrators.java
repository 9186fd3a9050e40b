package safecity.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
 * The way into an empty installation: {@code --safecity.first-administrator=LOGIN,LOGIN,LOGIN} makes the system, the security and the audit administrator,
 * writes their first passwords into a file that its owner alone can read, and ends the program. With fewer logins it makes the first of them.
 */
@Component
@Order(20)
public class FirstAdministrators implements ApplicationRunner {

    private static final String OPTION = "safecity.first-administrator";

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrators.class);
    private static final List<Role> KINDS =
            List.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR);

    private final People people;
    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final ApplicationEventPublisher events;
    private final String logins;
    private final Path folder;

    FirstAdministrators(
            People people,
            Accounts accounts,
            PasswordEncoder encoder,
            ApplicationEventPublisher events,
            @Value("${" + OPTION + ":}") String logins,
            @Value("${safecity.data-directory}") String folder) {
        this.people = people;
        this.accounts = accounts;
        this.encoder = encoder;
        this.events = events;
        this.logins = logins;
        this.folder = Path.of(folder);
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (!logins.isBlank()) {
            Path file = make(Stream.of(logins.split(",")).map(String::strip).toList());
            log.info("First passwords of the administrators are in {}", file.toAbsolutePath());
        }
    }

    /** Whether the program was started for this alone, and is to end when it has started. */
    public static boolean isAskedIn(Environment environment) {
        return !environment.getProperty(OPTION, "").isBlank();
    }

    /**
     * Makes the administrators; returns the file with their first passwords.
     *
     * @throws StartRefused if there is an administrator already, a login is taken or wrong, or the file is there
     */
    Path make(List<String> wanted) {
        people.all().stream()
                .filter(person -> person.enabled() && RoleRules.administers(person.roles()))
                .filter(person -> !people.isDemonstration(person.login()))
                .findFirst()
                .ifPresent(present -> {
                    throw new StartRefused("已有管理员账号“%s”，不能再用这个命令。增加账号请在“账号管理”页办理".formatted(present.login()));
                });
        if (wanted.isEmpty() || wanted.size() > KINDS.size()) {
            throw new StartRefused("--safecity.first-administrator 要一到三个登录名，用逗号分开：系统管理员,安全管理员,审计管理员");
        }
        FirstPasswords passwords = new FirstPasswords();
        for (int at = 0; at < wanted.size(); at++) {
            add(wanted.get(at), KINDS.get(at), passwords);
        }
        Path file = folder.resolve("first-administrators.csv");
        try {
            Files.createDirectories(folder);
            passwords.writeTo(file);
        } catch (FileAlreadyExistsException there) {
            throw new StartRefused("文件 %s 已经存在，请移走后再试".formatted(file.toAbsolutePath()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return file;
    }

    private void add(String login, Role role, FirstPasswords passwords) {
        if (!login.matches("[a-zA-Z0-9_-]{2,64}")) {
            throw new StartRefused("登录名“%s”不合要求：2 到 64 个英文字母、数字、下划线或连字符".formatted(login));
        }
        String hash = encoder.encode(passwords.make(login));
        Person person = new Person(login, role.label(), null, "", Set.of(role), null, hash, true);
        if (!people.add(person, false)) {
            throw new StartRefused("登录名“%s”已有人使用，请换一个".formatted(login));
        }
        accounts.tellEngineOf(person);
        events.publishEvent(new AccountChanged("", login, "由 --safecity.first-administrator 建立，" + role.label()));
    }
}
