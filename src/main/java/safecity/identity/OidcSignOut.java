package safecity.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Who came by somebody else's word and signs out here signs out there too, where the provider has an address for that (OpenID Connect RP-Initiated
 * Logout 1.0): else the next person at the same screen would come in by a click.
 */
@Component
class OidcSignOut implements LogoutHandler {

    private static final String CAME = OidcSignOut.class.getName();
    private static final String LEAVES = CAME + ".leaves";

    private final OidcProviders providers;

    OidcSignOut(OidcProviders providers) {
        this.providers = providers;
    }

    private record Came(String provider, String token) implements Serializable {}

    /** Notes by whose word a session begins. */
    static void remember(HttpServletRequest request, Authentication elsewhere) {
        if (elsewhere instanceof OAuth2AuthenticationToken token && token.getPrincipal() instanceof OidcUser user) {
            request.getSession()
                    .setAttribute(
                            CAME,
                            new Came(
                                    token.getAuthorizedClientRegistrationId(),
                                    user.getIdToken().getTokenValue()));
        }
    }

    /** Takes from the session what the provider asks for, while there is a session. */
    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        @Nullable HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(CAME) instanceof Came came) {
            providers
                    .endOfSession(came.provider())
                    .ifPresent(end -> request.setAttribute(
                            LEAVES,
                            UriComponentsBuilder.fromUriString(end)
                                    .queryParam("id_token_hint", "{token}")
                                    .queryParam("post_logout_redirect_uri", "{back}")
                                    .encode()
                                    .buildAndExpand(came.token(), signInPage(request))
                                    .toUriString()));
        }
    }

    /** Where who has signed out goes on to sign out; empty if nowhere. */
    static Optional<String> next(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(LEAVES));
    }

    private static String signInPage(HttpServletRequest request) {
        return UrlUtils.buildFullRequestUrl(
                request.getScheme(),
                request.getServerName(),
                request.getServerPort(),
                request.getContextPath() + "/login",
                "logout");
    }
}
