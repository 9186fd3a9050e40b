/**
 * 督办文书: how a document of {@link safecity.document} goes its way: a person decides, it gets its number, it is served, the recipient
 * signs for it and replies, the office judges the reply. A draft lapses by itself with its reason, a letter that is out can be withdrawn; the order of it all is in {@code
 * slip.bpmn}. Owns no table.
 */
@ApplicationModule(allowedDependencies = {"document", "item", "unit", "calendar", "engine", "identity", "notice"})
@NullMarked
package safecity.slip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
