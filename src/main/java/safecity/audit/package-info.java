/**
 * 操作日志: who did what, when, from where and with what outcome, for the audit administrator. Owns {@code safecity.audit_entry} and the anchor files
 * outside of the database. Others record through {@link safecity.audit.AuditTrail}; what packages below this one do, it hears as events.
 */
@ApplicationModule(allowedDependencies = {"identity", "unit", "engine", "workbook", "database", "throttle"})
@NullMarked
package safecity.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
