/**
 * 批量办理: the one way in which the office does something to many chosen items: first a page that says of each item what will happen, or why not; then
 * each item for itself; then a page that says what became of each. What is done is the packages' own; this one knows only rows and words.
 */
@ApplicationModule(allowedDependencies = {"item", "identity", "engine"})
@NullMarked
package safecity.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
