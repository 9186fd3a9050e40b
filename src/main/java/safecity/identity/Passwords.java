package safecity.identity;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.database.StartRefused;
import safecity.engine.Refused;

/** 口令: changed by their owners, replaced by a first one by the system administrator. */
@Repository
class Passwords {

    private final JdbcClient jdbc;
    private final Standings standings;
    private final PasswordRules rules;
    private final PasswordEncoder encoder;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final int remembered;

    Passwords(
            JdbcClient jdbc,
            Standings standings,
            PasswordRules rules,
            PasswordEncoder encoder,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${safecity.passwords-remembered}") int remembered) {
        this.jdbc = jdbc;
        this.standings = standings;
        this.rules = rules;
        this.encoder = encoder;
        this.events = events;
        this.clock = clock;
        if (remembered < 1) {
            throw new StartRefused("safecity.passwords-remembered 是 %d，至少应为 1：新口令不能与现用的相同".formatted(remembered));
        }
        this.remembered = remembered;
    }

    /** How many of the last passwords a new one must differ from. */
    int remembered() {
        return remembered;
    }

    /**
     * Changes a person's own password.
     *
     * @throws Refused if the old one is wrong, which counts as a failed sign-in, or the new one is not allowed
     */
    @Transactional(noRollbackFor = Refused.class)
    public void change(String login, String old, String fresh, String repeated) {
        Standing account = standings.find(login).orElseThrow(() -> new Refused("账号已不存在，请联系系统管理员"));
        if (account.demonstration()) {
            throw new Refused("演示账号的口令是公开的，不能修改");
        }
        if (!standings.takeTry(login)) {
            throw new Refused("口令输错次数太多，账号已锁定，请稍后再试，或联系安全管理员解锁");
        }
        if (!encoder.matches(old, account.person().passwordHash())) {
            throw new Refused("原口令不正确，请重新输入");
        }
        standings.succeeded(login);
        if (!fresh.equals(repeated)) {
            throw new Refused("两次输入的新口令不一致，请重新输入");
        }
        rules.check(account.person(), fresh);
        String current = account.person().passwordHash();
        if (Stream.concat(Stream.of(current), past(login).stream()).anyMatch(hash -> encoder.matches(fresh, hash))) {
            throw new Refused("新口令与最近 %d 次用过的口令相同，请换一个".formatted(remembered));
        }
        replace(login, current, fresh, false);
        events.publishEvent(new AccountChanged(login, login, "修改本人口令"));
    }

    /** Replaces a person's password by a first one that the person must change. */
    @Transactional
    public void replaceByFirst(String login, String first, String actor) {
        Standing account = standings.find(login).orElseThrow(() -> new Refused("账号“%s”不存在".formatted(login)));
        if (account.demonstration()) {
            throw new Refused("演示账号的口令是公开的，不能重置");
        }
        replace(login, account.person().passwordHash(), first, true);
        events.publishEvent(new AccountChanged(actor, login, "重置口令"));
    }

    private void replace(String login, String before, String after, boolean mustChange) {
        int rows = jdbc.sql("""
                        update safecity.account
                           set password_hash = :hash, must_change = :must, password_changed_at = :now
                         where login = :login and password_hash = :before""")
                .param("hash", encoder.encode(after))
                .param("must", mustChange)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("login", login)
                .param("before", before)
                .update();
        if (rows == 0) {
            throw new Refused("口令刚刚被改过，本次没有改动，请用新的口令重新登录");
        }
        jdbc.sql("""
                insert into safecity.past_password (login, replaced_at, hash) values (:login, :now, :hash)""")
                .param("login", login)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("hash", before)
                .update();
        jdbc.sql("""
                delete from safecity.past_password
                 where login = :login
                   and id not in (select id from safecity.past_password
                                   where login = :login order by id desc limit :kept)""").param("login", login).param("kept", remembered).update();
    }

    private List<String> past(String login) {
        return jdbc.sql("""
                        select hash from safecity.past_password
                         where login = :login order by id desc limit :kept""")
                .param("login", login)
                .param("kept", remembered - 1)
                .query(String.class)
                .list();
    }
}
