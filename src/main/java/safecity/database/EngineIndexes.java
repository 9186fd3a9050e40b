package safecity.database;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Runs the SQL in {@code db/engine} once the engine has made its tables, before timers run and the web server opens.
 * It has a history table of its own, because {@code db/migration} runs earlier: whatever the engine is built from
 * may already need our tables, so that Flyway cannot wait for the engine.
 */
@Component
final class EngineIndexes implements SmartInitializingSingleton {

    private static final String ENGINE = "processEngineFactoryBean";

    private final ObjectProvider<Flyway> flyway;
    private final BeanFactory beans;

    EngineIndexes(ObjectProvider<Flyway> flyway, BeanFactory beans) {
        this.flyway = flyway;
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!beans.containsBean(ENGINE)) return;
        beans.getBean(ENGINE);
        flyway.ifAvailable(ours -> Flyway.configure()
                .configuration(ours.getConfiguration())
                .locations("classpath:db/engine")
                .table("engine_schema_history")
                .baselineOnMigrate(true) // version 1 stands for the tables that are there already
                .load()
                .migrate());
    }
}
