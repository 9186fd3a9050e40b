package safecity;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What belongs to single people and is nobody else's to change: accounts, second factors, sessions, views, columns, calendars, tasks and standing in. */
final class AuthzOthers {

    private final JdbcClient jdbc;

    AuthzOthers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns a sum over all that belongs to others than the person of a login. */
    String of(String login) {
        return jdbc.sql("""
                select md5(string_agg(whole, '|' order by whole))
                  from (select a::text from safecity.account a where a.login <> :login
                        union all select f::text from safecity.recovery_code f where f.login <> :login
                        union all select s::text from safecity.session s where s.login <> :login
                        union all select v::text from safecity.saved_view v where v.login <> :login
                        union all select c::text from safecity.list_column c where c.login <> :login
                        union all select f::text from safecity.calendar_feed f where f.login <> :login
                        union all select s::text from safecity.stand_in s where s.login <> :login
                        union all select d::text from safecity.deputy d where d.represented <> :login
                        union all select t::text from safecity.open_task t where t.assignee <> :login) as others (whole)""").param("login", login).query(String.class).single();
    }
}
