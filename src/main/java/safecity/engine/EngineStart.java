package safecity.engine;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** At the start: deploys what changed among the models. */
@Component
@Order(20)
class EngineStart implements ApplicationRunner {

    private final Deployments deployments;

    EngineStart(Deployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        deployments.deployChanged();
    }
}
