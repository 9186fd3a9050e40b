package safecity.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * 数据库权限: after each migration, gives the program's account what it needs of the tables in schema {@code safecity}, which belong to the account that
 * migrates: rows of append-only tables, those with the trigger {@code refuse_change} and the audit trail whatever its triggers, it may read and add, rows of
 * others also change and delete, and it may alter or empty no table. The engine keeps its own tables itself, so these belong to the program's account.
 * Refuses the start where one account would do both, unless the operator has said so, and where the trail's triggers are gone.
 */
@Component
final class Privileges implements Callback {

    private static final Logger LOG = LoggerFactory.getLogger(Privileges.class);

    private static final String GRANT = """
            do $$
            declare
                program text := current_setting('safecity.program');
                found   record;
            begin
                perform pg_advisory_xact_lock(hashtextextended('safecity.privileges', 0));
                execute format('grant usage on schema safecity to %I', program);
                execute format('grant usage, select on all sequences in schema safecity to %I', program);
                for found in
                    select c.oid, c.relname, c.relname = 'audit_entry' or exists (select 1
                                                       from pg_trigger t
                                                       join pg_proc p on p.oid = t.tgfoid
                                                      where t.tgrelid = c.oid and p.proname = 'refuse_change') as append_only
                      from pg_class c
                     where c.relnamespace = 'safecity'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
                loop
                    execute format('revoke all on safecity.%I from %I', found.relname, program);
                    execute format('grant %s on safecity.%I to %I',
                                   case when found.relname like '%schema_history' then 'select'
                                        when found.append_only then 'select, insert'
                                        else 'select, insert, update, delete' end,
                                   found.relname, program);
                end loop;
                for found in
                    select c.relname, c.relkind
                      from pg_class c
                     where c.relnamespace = 'public'::regnamespace and c.relname like 'act\\_%' and c.relkind in ('r', 'v')
                       and pg_get_userbyid(c.relowner) = current_user
                loop
                    execute format('alter %s public.%I owner to %I',
                                   case found.relkind when 'v' then 'view' else 'table' end, found.relname, program);
                end loop;
            end $$""";

    /** Whether triggers that fire in every session (A) refuse each way to change the trail: the bits of delete, update and truncate, all before (2). */
    private static final String GUARDED = """
            select to_regclass('safecity.audit_entry') is null
                   or (select coalesce(bit_or(t.tgtype::int), 0) & 56 = 56
                         from pg_trigger t
                         join pg_proc p on p.oid = t.tgfoid
                        where t.tgrelid = to_regclass('safecity.audit_entry') and p.proname = 'refuse_change'
                          and t.tgenabled = 'A' and t.tgtype & 2 = 2 and t.tgqual is null)""";

    private final JdbcConnectionDetails program;
    private final boolean oneAccountAllowed;
    private boolean warned;

    Privileges(
            JdbcConnectionDetails program,
            @Value("${safecity.single-database-account:false}") boolean oneAccountAllowed,
            @Value("${safecity.demonstration:auto}") String demonstration) {
        this.program = program;
        this.oneAccountAllowed = oneAccountAllowed || demonstration.equals("on");
    }

    @Override
    public boolean supports(Event event, @Nullable Context context) {
        return event == Event.BEFORE_MIGRATE || event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, @Nullable Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "privileges";
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            Connection owner = context.getConnection();
            @Nullable String account = program.getUsername();
            boolean one = account == null || account.equals(currentUser(owner));
            if (event == Event.BEFORE_MIGRATE) {
                if (one) allowOneAccount();
                return;
            }
            requireGuards(owner);
            if (account != null && !one) grant(owner, account);
        } catch (SQLException failure) {
            throw new StartRefused("无法给数据库账号授权：%s".formatted(failure.getMessage()), failure);
        }
    }

    private void allowOneAccount() {
        if (!oneAccountAllowed)
            throw new StartRefused("程序和升级表结构用同一个数据库账号，能改动审计日志。请按 README 建两个账号，把表的属主填到 spring.flyway.user；"
                    + "确实只能用一个账号的，写明 safecity.single-database-account=true");
        if (!warned)
            LOG.warn("The program owns its tables: triggers alone keep the audit trail from being changed."
                    + " Give migrations an account of their own (spring.flyway.user), see the README");
        warned = true;
    }

    private static void requireGuards(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(GUARDED)) {
            row.next();
            if (!row.getBoolean(1))
                throw new StartRefused("审计日志表 safecity.audit_entry 的防改触发器不在或被停用，日志可能已被改动。请先查明原因、核对完整性，"
                        + "再由表的属主按 db/migration/V36__audit.sql 末尾重建触发器");
        }
    }

    private static void grant(Connection owner, String account) throws SQLException {
        requireMembership(owner, account);
        try (PreparedStatement name = owner.prepareStatement("select set_config('safecity.program', ?, false)")) {
            name.setString(1, account);
            name.execute();
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute(GRANT);
        }
    }

    private static String currentUser(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user")) {
            row.next();
            return row.getString(1);
        }
    }

    /** The owner adds indexes to the engine's tables, which belong to the program; the program must not get the owner's rights in turn. */
    private static void requireMembership(Connection connection, String account) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select current_user, pg_has_role(current_user, r.oid, 'USAGE') as member,
                       r.rolsuper or pg_has_role(r.oid, current_user, 'MEMBER') as too_much
                  from pg_roles r
                 where r.rolname = ?""")) {
            query.setString(1, account);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) throw new StartRefused("数据库里没有账号 %s".formatted(account));
                String owner = row.getString(1);
                if (row.getBoolean("too_much"))
                    throw new StartRefused("数据库账号 %s 是超级用户或 %s 的成员，能改动操作日志。请换一个普通账号，或执行 revoke %s from %s"
                            .formatted(account, owner, owner, account));
                if (!row.getBoolean("member"))
                    throw new StartRefused(
                            "数据库账号 %s 须能维护流程引擎的表，请由数据库管理员执行：grant %s to %s".formatted(owner, account, owner));
            }
        }
    }
}
