package safecity;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Packages use each other only as their package-info says, and never in a circle. */
class ModularityTest {

    @Test
    void modules_keep_to_what_they_may_use() {
        ApplicationModules.of(SafeCity.class).verify();
    }
}
