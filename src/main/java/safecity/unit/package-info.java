/** 单位: the directory of units that take part. Owns {@code safecity.unit} and {@code safecity.main_task}. */
@ApplicationModule(allowedDependencies = {"reference"})
@NullMarked
package safecity.unit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
