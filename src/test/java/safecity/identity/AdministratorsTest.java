package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.engine.Refused;

/** The last administrator of a kind who can sign in is not let go. */
class AdministratorsTest extends AccountCase {

    @Autowired
    private AccountKeeping keeping;

    @Autowired
    private RoleKeeping roles;

    @Test
    void administrators_do_not_change_their_own_account() {
        Person system = people.require("xitong");
        Person security = people.require("anquan");
        assertThatThrownBy(() -> keeping.leave("xitong", system)).hasMessageContaining("另一位系统管理员");
        assertThatThrownBy(() -> keeping.resetPassword("xitong", system)).hasMessageContaining("另一位系统管理员");
        assertThatThrownBy(() -> roles.give("anquan", Set.of(), security)).hasMessageContaining("另一位安全管理员");
    }

    @Test
    void last_administrator_of_a_kind_stays() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    update safecity.account set enabled = false
                     where 'SYSTEM_ADMINISTRATOR' = any (roles) and login <> 'xitong'""").update();
            assertThatThrownBy(() -> keeping.leave("xitong", people.require("anquan")))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("唯一的系统管理员");
            status.setRollbackOnly();
        });
    }

    @Test
    void demonstration_accounts_that_cannot_sign_in_are_no_other_administrator() {
        String login = account(null, Role.AUDIT_ADMINISTRATOR);
        Person only = people.require(login);
        Administrators outside = new Administrators(jdbc, new Demonstration("off", "", ""));
        Administrators inside = new Administrators(jdbc, new Demonstration("on", "", ""));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    update safecity.account set enabled = false
                     where 'AUDIT_ADMINISTRATOR' = any (roles) and not demonstration and login <> :login""").param("login", login).update();

            inside.requireAnother(only, Set.of());
            assertThatThrownBy(() -> outside.requireAnother(only, Set.of())).hasMessageContaining("唯一的审计管理员");
            outside.requireAnother(only, Set.of(Role.AUDIT_ADMINISTRATOR));
            outside.requireAnother(people.require("shenji"), Set.of());
            status.setRollbackOnly();
        });
    }

    @Test
    void two_administrators_do_not_remove_each_other() throws Exception {
        Administrators administrators = new Administrators(jdbc, new Demonstration("off", "", ""));
        List<String> others = jdbc.sql("""
                        update safecity.account set enabled = false
                         where 'AUDIT_ADMINISTRATOR' = any (roles) and enabled and not demonstration
                        returning login""").query(String.class).list();
        Person one = people.require(account(null, Role.AUDIT_ADMINISTRATOR));
        Person other = people.require(account(null, Role.AUDIT_ADMINISTRATOR));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> second = transaction.execute(status -> {
                administrators.requireAnother(one, Set.of());
                Future<?> removal = threads.submit(() -> transaction.executeWithoutResult(own -> {
                    administrators.requireAnother(other, Set.of());
                    disable(other);
                }));
                waitsOrIsDone(removal);
                disable(one);
                return removal;
            });

            assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS)).hasStackTraceContaining("唯一的审计管理员");
            assertThat(people.require(other.login()).enabled()).isTrue();
        } finally {
            threads.shutdownNow();
            if (!others.isEmpty()) {
                jdbc.sql("update safecity.account set enabled = true where login in (:others)")
                        .param("others", others)
                        .update();
            }
        }
    }

    private void disable(Person person) {
        jdbc.sql("update safecity.account set enabled = false where login = :login")
                .param("login", person.login())
                .update();
    }

    /** Until the other thread waits for the lock, or did not have to. */
    private void waitsOrIsDone(Future<?> other) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!other.isDone() && System.nanoTime() < end && advisoryWaits() == 0) {
            Thread.onSpinWait();
        }
    }

    private int advisoryWaits() {
        return jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                .query(Integer.class)
                .single();
    }
}
