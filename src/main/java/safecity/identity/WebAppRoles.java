package safecity.identity;

import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import safecity.engine.WebAppUse;
import safecity.engine.WebAppUsers;

/** Which roles work in which of the engine's web apps. The engine's Admin is for nobody. */
@Configuration(proxyBeanMethods = false)
public class WebAppRoles {

    private static final Map<WebAppUse, Set<Role>> ROLES = Map.of(
            WebAppUse.TASKLIST,
            Set.of(Role.UNIT_CLERK, Role.UNIT_HEAD, Role.SUPERVISOR, Role.EXPERT, Role.LEADER),
            WebAppUse.COCKPIT,
            Set.of(Role.SUPERVISOR, Role.DESIGNER, Role.SYSTEM_ADMINISTRATOR),
            WebAppUse.REPAIR,
            Set.of(Role.SYSTEM_ADMINISTRATOR));

    @Bean
    WebAppUsers webAppUsers() {
        return new WebAppUsers(WebAppRoles::may);
    }

    /** Whether the person works in the web app. */
    public static boolean opens(Person person, WebAppUse use) {
        return rolesFor(use).stream().anyMatch(person::has) && (use != WebAppUse.TASKLIST || person.workUnit() != null);
    }

    private static boolean may(Authentication signedIn, WebAppUse use) {
        return signedIn.getPrincipal() instanceof Person person && opens(person, use);
    }

    static Set<Role> rolesFor(WebAppUse use) {
        return ROLES.getOrDefault(use, Set.of());
    }

    /** Names of the roles, as Spring Security asks for them. */
    static String[] namesFor(WebAppUse use) {
        return rolesFor(use).stream().map(Role::name).toArray(String[]::new);
    }
}
