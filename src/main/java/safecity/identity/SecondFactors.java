package safecity.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;

/** 动态口令 of accounts: enrolled once, asked for at each sign-in, each code good once; and the recovery codes for who has lost the telephone. */
@Repository
class SecondFactors {

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 8;

    private final JdbcClient jdbc;
    private final Standings standings;
    private final SecretKeyFile keys;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(
            JdbcClient jdbc, Standings standings, SecretKeyFile keys, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.standings = standings;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Enrols a secret whose first code the person has shown; returns the recovery codes, which nobody can read again.
     *
     * @throws Refused if the code is not the secret's, or the account has a second factor already
     */
    @Transactional
    public List<String> enrol(String login, byte[] secret, String code) {
        OptionalLong step = Totp.stepOf(secret, digits(code), clock.instant());
        if (step.isEmpty()) {
            throw new Refused("动态口令不正确。请确认手机时间准确，输入应用里当前显示的 6 位数字");
        }
        int rows = jdbc.sql("""
                        update safecity.account set second_factor = :secret, second_factor_step = :step
                         where login = :login and second_factor is null""")
                .param("secret", keys.encrypt(secret, login))
                .param("step", step.getAsLong())
                .param("login", login)
                .update();
        if (rows == 0) {
            throw new Refused("该账号已经启用动态口令，请刷新页面");
        }
        List<String> codes =
                Stream.generate(this::newCode).limit(RECOVERY_CODES).toList();
        codes.forEach(each -> jdbc.sql("insert into safecity.recovery_code (login, hash) values (:login, :hash)")
                .param("login", login)
                .param("hash", hash(each))
                .update());
        events.publishEvent(new AccountChanged(login, login, "启用动态口令"));
        return codes;
    }

    /**
     * Accepts a code, or a recovery code, each once. A wrong one counts as a failed sign-in.
     *
     * @throws Refused if it is wrong or used, or the account is locked
     */
    @Transactional(noRollbackFor = Refused.class)
    public void check(String login, String code) {
        if (!standings.takeTry(login)) {
            events.publishEvent(new SignInTried(login, false, "账号已锁定，没有核对动态口令"));
            throw new Refused("输错次数太多，账号已锁定，请稍后再试，或联系安全管理员解锁");
        }
        if (!useCode(login, digits(code)) && !useRecoveryCode(login, code)) {
            events.publishEvent(new SignInTried(login, false, "动态口令不正确"));
            if (standings.isLocked(login)) {
                events.publishEvent(new AccountChanged("", login, "连续输错动态口令，账号锁定"));
            }
            throw new Refused("动态口令不正确或已用过。请等应用显示下一个 6 位数字再输入，或改用恢复码");
        }
        standings.succeeded(login);
    }

    private boolean useCode(String login, String digits) {
        byte[] sealed = jdbc.sql("select second_factor from safecity.account where login = :login")
                .param("login", login)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new Refused("该账号没有启用动态口令，请刷新页面"));
        OptionalLong step = Totp.stepOf(keys.decrypt(sealed, login), digits, clock.instant());
        return step.isPresent()
                && jdbc.sql("""
                                update safecity.account set second_factor_step = :step
                                 where login = :login and second_factor_step < :step""")
                                .param("step", step.getAsLong())
                                .param("login", login)
                                .update()
                        == 1;
    }

    private boolean useRecoveryCode(String login, String code) {
        boolean used = jdbc.sql("delete from safecity.recovery_code where login = :login and hash = :hash")
                        .param("login", login)
                        .param("hash", hash(code))
                        .update()
                == 1;
        if (used) {
            events.publishEvent(new AccountChanged(login, login, "使用一个恢复码"));
        }
        return used;
    }

    /** Returns how many recovery codes are left. */
    int recoveryCodes(String login) {
        return jdbc.sql("select count(*) from safecity.recovery_code where login = :login")
                .param("login", login)
                .query(Integer.class)
                .single();
    }

    /** Takes the second factor from an account; returns false if it has none. */
    @Transactional
    public boolean remove(String login, String actor) {
        boolean removed = jdbc.sql("""
                        update safecity.account set second_factor = null, second_factor_step = null
                         where login = :login and second_factor is not null""").param("login", login).update() == 1;
        jdbc.sql("delete from safecity.recovery_code where login = :login")
                .param("login", login)
                .update();
        if (removed) {
            events.publishEvent(new AccountChanged(actor, login, "停用动态口令"));
        }
        return removed;
    }

    private String newCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).replaceAll("(.{4})(?!$)", "$1-");
    }

    private static String digits(String code) {
        return code.replaceAll("\\s", "");
    }

    private static String hash(String code) {
        String plain = code.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", "");
        return DigestUtils.sha256Hex(plain);
    }
}
