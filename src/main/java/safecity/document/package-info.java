/**
 * 文书: the register of what is sent out about an item under a number of its own: 督办函, 整改指令, 验收意见 and the other
 * kinds. Owns {@code safecity.document} and {@code safecity.document_reply}; kinds, numbers and texts are data in {@code config/documents/}. Who
 * decides, serves, signs for and answers a document, and in which order, is in {@code slip.bpmn}, not here.
 */
@ApplicationModule(allowedDependencies = {"item", "unit", "calendar", "engine", "identity", "reference"})
@NullMarked
package safecity.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
