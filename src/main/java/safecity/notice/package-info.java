/**
 * 通知: what people are told by mail. Owns {@code safecity.notice}, the outbox, {@code safecity.robot}, {@code safecity.digest} and {@code safecity.calendar_feed}. A notice is written in the transaction of what it tells and sent
 * afterwards, by as many nodes as there are, none of them twice. Kinds, subjects and texts are data in {@code config/notices/}, not Java.
 */
@ApplicationModule(allowedDependencies = {"audit", "item", "identity", "calendar", "engine", "reference", "outbound"})
@NullMarked
package safecity.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
