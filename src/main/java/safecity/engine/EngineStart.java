package safecity.engine;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** At the start: deploys what changed among the models, and checks that every version with open cases still finds its steps. */
@Component
@Order(20)
class EngineStart implements ApplicationRunner {

    private final Deployments deployments;
    private final ModelContract contract;

    EngineStart(Deployments deployments, ModelContract contract) {
        this.deployments = deployments;
        this.contract = contract;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        deployments.deployChanged();
        contract.checkRunning();
    }
}
