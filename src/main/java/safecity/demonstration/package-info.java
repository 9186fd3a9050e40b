/**
 * 演示: fills a first installation in demonstration mode with the shipped problem list, its dates moved to this month, and walks part of its items
 * through the real processes, some of them listed. Owns nothing.
 */
@ApplicationModule(
        allowedDependencies = {
            "problemlist",
            "supervision",
            "evidence",
            "item",
            "identity",
            "engine",
            "calendar",
            "unit",
            "database"
        })
@NullMarked
package safecity.demonstration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
