package safecity.database;

import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** 内嵌数据库: without {@code spring.datasource.url}, Spring Boot's connection pool works on a server of our own. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedPostgresConfiguration.NoUrl.class)
@EnableConfigurationProperties(DatabaseSettings.class)
class EmbeddedPostgresConfiguration {

    @Bean
    EmbeddedPostgres embeddedPostgres(DatabaseSettings settings) {
        return EmbeddedPostgres.start(settings);
    }

    /** The pool needs this bean and this bean the server, so the pool closes first. */
    @Bean
    JdbcConnectionDetails embeddedPostgresConnection(EmbeddedPostgres server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return server.url();
            }

            @Override
            public String getUsername() {
                return server.user();
            }

            @Override
            public String getPassword() {
                return server.password();
            }
        };
    }

    /** Migrations work as the owner of the tables, everything else does not. */
    @Bean
    FlywayConnectionDetails embeddedPostgresMigrations(EmbeddedPostgres server) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return server.url();
            }

            @Override
            public String getUsername() {
                return server.owner();
            }

            @Override
            public String getPassword() {
                return server.ownerPassword();
            }
        };
    }

    /** An empty address counts as none. */
    static final class NoUrl implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
