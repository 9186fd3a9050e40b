package safecity.identity;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
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

    /** Begins each sign-in with a proof key (RFC 7636), so that a code that somebody else gets hold of opens nothing. */
    OAuth2AuthorizationRequestResolver requests() {
        DefaultOAuth2AuthorizationRequestResolver requests = new DefaultOAuth2AuthorizationRequestResolver(
                registrations.getObject(),
                OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return requests;
    }

    /** Returns the address at which a provider ends its own session; empty if it has none. */
    Optional<String> endOfSession(String provider) {
        return Optional.ofNullable(registrations.getIfAvailable())
                .map(all -> all.findByRegistrationId(provider))
                .map(OidcProviders::endOfSession);
    }

    /** Returns the places that signing out may lead to, as a page's policy names them. */
    List<String> endings() {
        return Optional.ofNullable(registrations.getIfAvailable()).stream()
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(OidcProviders::endOfSession)
                .filter(Objects::nonNull)
                .map(URI::create)
                .map(end -> end.getScheme() + "://" + end.getRawAuthority())
                .distinct()
                .toList();
    }

    private static @Nullable String endOfSession(ClientRegistration provider) {
        Object end = provider.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
        return end == null ? null : end.toString();
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
