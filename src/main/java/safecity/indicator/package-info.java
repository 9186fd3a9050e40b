/** 评价指标: the indicators that the city is judged by. Owns {@code safecity.indicator}. */
@ApplicationModule(allowedDependencies = {"reference"})
@NullMarked
package safecity.indicator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
