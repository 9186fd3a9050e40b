package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The models, decisions, forms and steps that we ship agree with each other. */
class ModelContractTest {

    @Test
    void our_models_forms_and_steps_agree() {
        Models models = Models.read();

        assertThat(models.processes()).isNotEmpty();
        assertThat(ModelFiles.check(models, StepsClasses.scan())).isEmpty();
    }
}
