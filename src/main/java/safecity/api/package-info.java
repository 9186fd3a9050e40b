/**
 * 数据接口: what the city's platform reads, as JSON under {@code /api}: items, figures, and all events in an order without gaps. Owns
 * {@code safecity.api_token} and {@code safecity.event_era}. Read-only and without sessions; rows and figures come from the query classes of the pages.
 * Names and telephones of people are not in it.
 */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "cockpit",
            "board",
            "item",
            "unit",
            "calendar",
            "identity",
            "engine",
            "reference"
        })
@NullMarked
package safecity.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
