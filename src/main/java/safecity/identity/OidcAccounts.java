package safecity.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** 统一身份认证: somebody else checks who it is (OpenID Connect); whether there is an account for that person, and what it may do, stands here. */
@Component
class OidcAccounts extends OidcUserService {

    static final String UNKNOWN = "unknown_account";

    private final Standings standings;
    private final SignIn signIn;
    private final String claim;

    OidcAccounts(Standings standings, SignIn signIn, @Value("${safecity.oidc.claim}") String claim) {
        this.standings = standings;
        this.signIn = signIn;
        this.claim = claim;
    }

    /**
     * Returns the person by the name of the account.
     *
     * @throws OAuth2AuthenticationException with {@link #UNKNOWN} if there is no account of that name, or it is closed
     */
    @Override
    public OidcUser loadUser(OidcUserRequest request) throws OAuth2AuthenticationException {
        OidcUser user = super.loadUser(request);
        @Nullable String login = user.getClaimAsString(claim);
        boolean known = login != null
                && standings
                        .find(login)
                        .filter(signIn::admits)
                        .filter(account -> account.person().enabled())
                        .isPresent();
        if (!known) {
            throw new OAuth2AuthenticationException(new OAuth2Error(UNKNOWN, login, null));
        }
        return new DefaultOidcUser(user.getAuthorities(), user.getIdToken(), user.getUserInfo(), claim);
    }
}
