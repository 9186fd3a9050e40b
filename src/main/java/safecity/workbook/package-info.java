/**
 * 工作簿: the one shape and the one set of styles of every workbook that we hand out. Rows are streamed to disk, so that a hundred thousand of them need
 * no more memory than a hundred; texts are texts, whatever they begin with.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package safecity.workbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
