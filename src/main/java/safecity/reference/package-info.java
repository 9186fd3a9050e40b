/**
 * 基础数据文件: reads the CSV tables of {@code config/}, from the folder beside the program where the file is there, else from the jar. Owns no
 * table; the package that owns one checks its rows and stores them.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package safecity.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
