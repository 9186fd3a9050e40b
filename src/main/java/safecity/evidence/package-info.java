/**
 * 佐证材料: the photos and documents that show what a place looked like before and after it was put right, and when it was checked.
 * Owns {@code safecity.evidence} and {@code safecity.evidence_content}. A file is believed for its bytes only, never for its name;
 * who may add one is told by the open task, and which tasks take files by {@code config/evidence.csv}.
 */
@ApplicationModule(allowedDependencies = {"audit", "item", "identity", "engine"})
@NullMarked
package safecity.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
