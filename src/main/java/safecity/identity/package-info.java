/**
 * 账号与登录: who may sign in, for which unit and in which roles. Owns {@code safecity.account}; keeps the engine's users and groups in step. One
 * sign-in opens our pages and the engine's web apps.
 */
@ApplicationModule(allowedDependencies = {"unit", "engine", "qrcode", "database", "reference", "throttle"})
@NullMarked
package safecity.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
