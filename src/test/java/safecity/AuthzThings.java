package safecity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the matrix of rights is tried on and belongs to no item: receivers, tokens, lists, a person's own views and notices. */
final class AuthzThings {

    private static final Path LIST = Path.of("config", "demonstration", "problem-list-2020-batch-1.xlsx");

    private final JdbcClient jdbc;

    AuthzThings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the things that belong to no item, and returns their ids. */
    Map<String, String> of(String login) throws IOException {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("webhook", insert("""
                insert into safecity.webhook (name, url, secret, kinds, state, after_transaction, after_id, next_try_at, changed_by, changed_at)
                values (:name, 'https://platform.example.gov.cn/', 's', '{}', 'OFF', 0, 0, now(), 'xitong', now()) returning id""", login));
        ids.put("robot", insert("""
                insert into safecity.robot (name, kind, url, kinds, changed_by, changed_at)
                values (:name, 'WECOM', 'https://qyapi.weixin.qq.com/x', '{}', 'xitong', now()) returning id""", login));
        ids.put("token", insert("""
                insert into safecity.api_token (name, sha256, hint, scopes, created_by, created_at)
                values (:name, :name, 'h', '{}', 'xitong', now()) returning id""", login));
        ids.put("display", insert("""
                insert into safecity.display_link (name, sha256, hint, created_by, created_at, expires_at)
                values (:name, :name, 'h', 'duban', now(), now() + interval '7 days') returning id""", login));
        ids.put("view", insert("""
                insert into safecity.saved_view (login, name, query, created_at) values (:login, :name, 'q=x', now()) returning id""", login));
        ids.put("session", session(login));
        ids.put("change", insert("""
                insert into safecity.calendar_change (year, kind, state, days_before, days_after, moves, proposed_by, proposed_at)
                values (2031, 'RECOUNT', 'PROPOSED', '[]', '[]', '[]', 'duban', now()) returning id""", login));
        ids.put("notice", insert("""
                insert into safecity.notice (kind, day, recipient, address, subject, html, text, state, next_try_at, created_at, about)
                values ('rung-red', '2020-06-01', :login, 'x@example.org', 's', 'h', 't', 'DEAD', now(), now(), :name) returning id""", login));
        ids.put("list", insert("""
                insert into safecity.problem_list (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at,
                       sheet, heading_row)
                values (:name, '区创安办', 2020, 'x.xlsx', :name, :workbook, 'PREVIEW', 'duban', now(), '问题清单', 3) returning id""", login));
        ids.put("row", insert("""
                insert into safecity.problem_list_row (list_id, sheet_row, cells, verdict, reasons, expired, chosen, fingerprint, description,
                       source, place, cooperating, goal, measures, person, phone, remark)
                values (%s, 4, '{}', 'IMPORTABLE', '{}', false, true, :name, '井盖缺失', '检查', '', '{}', '', '', '', '', '') returning id""".formatted(ids.get("list")), login));
        return ids;
    }

    /** Names a deputy for a person, and returns the id of it. */
    String deputyOf(String login) throws IOException {
        return insert("""
                insert into safecity.deputy (represented, deputy, from_day, to_day, named_by, named_at)
                values (:login, 'chengguanwei2', date '2020-06-01', date '2020-06-30', 'xitong', now()) returning id""", login);
    }

    private String session(String login) {
        return jdbc.sql("""
                insert into safecity.session (id, login, begun_at, seen_at, address, agent)
                values (gen_random_uuid(), :login, now(), now(), '10.0.0.1', 'x') returning id""").param("login", login).query(UUID.class).single().toString();
    }

    private String insert(String statement, String login) throws IOException {
        var insert = jdbc.sql(statement);
        if (statement.contains(":name")) {
            insert = insert.param("name", UUID.randomUUID().toString());
        }
        if (statement.contains(":workbook")) {
            insert = insert.param("workbook", Files.readAllBytes(LIST));
        }
        return String.valueOf((statement.contains(":login") ? insert.param("login", login) : insert)
                .query(Long.class)
                .single());
    }
}
