package safecity.item;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import safecity.engine.CaseLabels;

/** Tells the engine how a case is named: number and short title. */
@Configuration(proxyBeanMethods = false)
class ItemConfiguration {

    @Bean
    CaseLabels caseLabels(JdbcClient jdbc) {
        return new CaseLabels(
                number -> jdbc.sql("select number || ' ' || title from safecity.item where number = :number")
                        .param("number", number)
                        .query(String.class)
                        .optional()
                        .orElse(number));
    }
}
