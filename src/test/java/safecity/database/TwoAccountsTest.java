package safecity.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** One account that owns the tables and one that works: on a new database, on one of an earlier version, on an operator's server. */
@Timeout(180)
class TwoAccountsTest {

    private static final String GUARDED_AGAIN = """
            alter table safecity.audit_entry
                enable always trigger audit_entry_append_only, enable always trigger audit_entry_not_truncated""";

    private Path directory;
    private DatabaseSettings settings;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectories(EmbeddedPostgresTest.BINARIES);
        directory = OtherInstance.openDirectory("safecity-accounts-");
        settings = new DatabaseSettings(
                directory.resolve("data").toString(), 0, false, EmbeddedPostgresTest.BINARIES.toString());
    }

    @AfterEach
    void deleteDirectory() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    private static ApplicationContextRunner program(String url, String... settings) {
        return new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        FlywayAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class))
                .withUserConfiguration(EmbeddedPostgresConfiguration.class, Privileges.class)
                .withPropertyValues("spring.datasource.url=" + url)
                .withPropertyValues(settings);
    }

    private static String[] accounts(String user, String password, String owner, String ownerPassword) {
        return new String[] {
            "spring.datasource.username=" + user,
            "spring.datasource.password=" + password,
            "spring.flyway.user=" + owner,
            "spring.flyway.password=" + ownerPassword
        };
    }

    private void asSuperuser(EmbeddedPostgres server, String... statements) throws SQLException, IOException {
        String password =
                Files.readString(settings.home().resolve("postgres-password")).strip();
        try (Connection connection = DriverManager.getConnection(server.url(), "postgres", password)) {
            for (String statement : statements) connection.createStatement().execute(statement);
        }
    }

    private static boolean mayDelete(EmbeddedPostgres server) throws SQLException {
        try (Connection worker = DriverManager.getConnection(server.url(), "worker", "w");
                ResultSet row = worker.createStatement()
                        .executeQuery("select has_table_privilege('safecity.audit_entry', 'DELETE')")) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Test
    void takes_over_a_database_whose_one_account_owned_everything() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
            asSuperuser(
                    server,
                    "drop owned by application",
                    "drop role application",
                    "alter role safecity_owner rename to application",
                    "alter role application password 'old'");
            String[] one = {"spring.datasource.username=application", "spring.datasource.password=old"};
            program(server.url(), one)
                    .run(refused -> assertThat(refused)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("用同一个数据库账号")
                            .hasMessageContaining("safecity.single-database-account=true"));
            program(server.url(), one)
                    .withPropertyValues("safecity.single-database-account=true")
                    .run(old -> {
                        JdbcClient jdbc = old.getBean(JdbcClient.class);
                        jdbc.sql("create table act_ru_job (id_ text primary key)")
                                .update();
                        jdbc.sql("insert into act_ru_job values ('7')").update();
                        assertThat(jdbc.sql("alter table safecity.audit_entry disable trigger all")
                                        .update())
                                .isZero();
                        jdbc.sql(GUARDED_AGAIN).update();
                    });
        }

        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
            program(server.url(), accounts(server.user(), server.password(), server.owner(), server.ownerPassword()))
                    .run(young -> {
                        JdbcClient jdbc = young.getBean(JdbcClient.class);
                        assertThat(jdbc.sql("select id_ from act_ru_job")
                                        .query(String.class)
                                        .single())
                                .isEqualTo("7");
                        jdbc.sql("alter table act_ru_job add column rev_ int").update();
                        jdbc.sql("insert into safecity.holiday values (date '2020-01-01', 'holiday', '元旦', '')")
                                .update();
                        assertThatThrownBy(() -> jdbc.sql("alter table safecity.audit_entry disable trigger all")
                                        .update())
                                .hasStackTraceContaining("must be owner");
                    });
        }
    }

    @Test
    void works_with_two_accounts_of_an_operator_and_says_what_is_missing() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
            asSuperuser(
                    server,
                    "create role migrator login password 'm'",
                    "create role worker login password 'w'",
                    "grant create on database safecity to migrator",
                    "grant usage, create on schema public to worker, migrator");

            program(server.url(), accounts("worker", "w", "migrator", "m"))
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessage("数据库账号 migrator 须能维护流程引擎的表，请由数据库管理员执行：grant worker to migrator"));

            asSuperuser(server, "grant worker to migrator");
            program(server.url(), accounts("worker", "w", "migrator", "m")).run(context -> {
                JdbcClient jdbc = context.getBean(JdbcClient.class);
                assertThat(jdbc.sql("select count(*) from safecity.audit_entry")
                                .query(Long.class)
                                .single())
                        .isZero();
                assertThatThrownBy(() ->
                                jdbc.sql("delete from safecity.audit_entry").update())
                        .hasStackTraceContaining("permission denied");
            });

            for (String change : new String[] {
                "disable trigger audit_entry_append_only",
                "enable trigger audit_entry_append_only",
                "disable trigger audit_entry_not_truncated"
            }) {
                asSuperuser(server, "alter table safecity.audit_entry " + change);
                program(server.url(), accounts("worker", "w", "migrator", "m"))
                        .run(context -> assertThat(context)
                                .as(change)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("防改触发器不在或被停用"));
                asSuperuser(server, GUARDED_AGAIN);
            }
            program(server.url(), accounts("worker", "w", "migrator", "m"))
                    .run(context -> assertThat(context).hasNotFailed());
            asSuperuser(server, "drop trigger audit_entry_append_only on safecity.audit_entry");
            program(server.url(), accounts("worker", "w", "migrator", "m"))
                    .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("防改触发器不在或被停用"));
            assertThat(mayDelete(server)).as("with the trigger gone").isFalse();
            asSuperuser(
                    server,
                    "create trigger audit_entry_append_only before update or delete on safecity.audit_entry"
                            + " for each row execute function safecity.refuse_change()",
                    GUARDED_AGAIN);

            asSuperuser(server, "revoke worker from migrator", "grant migrator to worker");
            program(server.url(), accounts("worker", "w", "migrator", "m"))
                    .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("能改动操作日志"));
        }
    }
}
