package safecity.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** A sign-in elsewhere that came to nothing: told to the trail, and in a sentence to the person. */
@Component
class OidcFailure implements AuthenticationFailureHandler {

    private static final String CODE = "[a-z_]{1,60}";
    private static final String NAME = "[\\p{L}\\p{N}@._-]{1,64}";

    private final ApplicationEventPublisher events;

    OidcFailure(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        OAuth2Error error = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError()
                : new OAuth2Error("failed");
        if (error.getErrorCode().equals(OidcAccounts.UNKNOWN)) {
            String name = Objects.requireNonNullElse(error.getDescription(), "");
            String shown = name.matches(NAME) ? "，对方账号 " + name : "";
            events.publishEvent(new SignInTried(name, false, "统一身份认证已通过，没有对应的在用账号" + shown));
            response.sendRedirect("/login?unknown");
        } else {
            String code = error.getErrorCode().matches(CODE) ? error.getErrorCode() : "failed";
            events.publishEvent(new SignInTried("", false, "统一身份认证没有完成（%s）".formatted(code)));
            response.sendRedirect("/login?elsewhere");
        }
    }
}
