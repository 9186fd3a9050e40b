package safecity.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.stereotype.Component;

/** Where else one may sign in: what the operator set up under {@code spring.security.oauth2.client}; nothing unless somebody did. */
@Component
public class OidcProviders {

    private final ObjectProvider<InMemoryClientRegistrationRepository> registrations;

    OidcProviders(ObjectProvider<InMemoryClientRegistrationRepository> registrations) {
        this.registrations = registrations;
    }

    /** Whether there is any. */
    boolean any() {
        return registrations.getIfAvailable() != null;
    }

    /** Returns the addresses that begin a sign-in, and what their buttons say. */
    public Map<String, String> buttons() {
        Map<String, String> buttons = new LinkedHashMap<>();
        registrations.ifAvailable(all -> {
            for (ClientRegistration each : all) {
                buttons.put("/oauth2/authorization/" + each.getRegistrationId(), each.getClientName());
            }
        });
        return buttons;
    }
}
