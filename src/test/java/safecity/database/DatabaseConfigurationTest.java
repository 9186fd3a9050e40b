package safecity.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring Boot, its pool and Flyway on the embedded server, with the settings of the jar. */
@Timeout(120)
class DatabaseConfigurationTest {

    @TempDir
    private Path data;

    private ApplicationContextRunner program() {
        return new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        FlywayAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class))
                .withUserConfiguration(EmbeddedPostgresConfiguration.class, Privileges.class, EngineIndexes.class)
                .withPropertyValues(
                        "safecity.data-directory=" + data,
                        "safecity.embedded-binaries=" + EmbeddedPostgresTest.BINARIES,
                        "safecity.embedded-fsync=false");
    }

    @Test
    void makes_our_tables_then_the_engines_then_the_indexes_on_them() {
        program().withUserConfiguration(StandInForEngine.class).run(context -> {
            JdbcClient jdbc = context.getBean(JdbcClient.class);

            assertThat(jdbc.sql("select count(*) from safecity.holiday")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(jdbc.sql("select indexdef from pg_indexes where indexname = 'act_idx_job_duedate'")
                            .query(String.class)
                            .single())
                    .contains("public.act_ru_job", "(duedate_)");
        });
        program()
                .withUserConfiguration(StandInForEngine.class)
                .run(again -> assertThat(again).hasNotFailed());
    }

    @Test
    void needs_no_engine() {
        program().run(context -> assertThat(context).hasNotFailed().hasSingleBean(Flyway.class));
    }

    @Test
    void closes_the_server_after_the_pool() {
        AtomicReference<HikariDataSource> pool = new AtomicReference<>();

        program().run(context -> {
            pool.set(context.getBean(HikariDataSource.class));
            assertThat(context.getBeanFactory().getDependentBeans("embeddedPostgresConnection"))
                    .contains("dataSource");
            assertThat(context.getBeanFactory().getDependentBeans("embeddedPostgres"))
                    .contains("embeddedPostgresConnection");
        });

        assertThat(pool.get()).isNotNull().matches(HikariDataSource::isClosed, "is closed");
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void starts_nothing_of_its_own_when_it_is_given_an_address() {
        program()
                .withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x", "spring.flyway.enabled=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(EmbeddedPostgres.class);
                    assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl())
                            .isEqualTo("jdbc:postgresql://127.0.0.1:1/x");
                    assertThat(data).isEmptyDirectory();
                });
    }

    @Test
    void takes_an_empty_address_for_none() {
        program()
                .withPropertyValues("spring.datasource.url=")
                .run(context -> assertThat(context).hasSingleBean(EmbeddedPostgres.class));
    }

    /** Makes the tables of the engine that we add to, in the engine's place and under its bean name. */
    @Configuration(proxyBeanMethods = false)
    static class StandInForEngine {
        @Bean
        Object processEngineFactoryBean(DataSource database) {
            JdbcClient.create(database).sql("""
                    create table if not exists act_ru_job (id_ text primary key, duedate_ timestamp);
                    create table if not exists act_ru_authorization
                        (id_ text primary key, resource_id_ text, resource_type_ int, perms_ int)""").update();
            return new Object();
        }
    }
}
