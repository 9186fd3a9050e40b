/**
 * 事件推送: posts events to other systems, in their order, at least once and signed, by as many nodes as there are. Owns {@code safecity.webhook}. An event
 * is posted after its transaction has ended, never within it.
 */
@ApplicationModule(allowedDependencies = {"audit", "api", "item", "identity", "engine", "outbound"})
@NullMarked
package safecity.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
