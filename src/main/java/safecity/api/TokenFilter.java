package safecity.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the token of a request and counts the request against it. Without a good token nobody is signed in. */
final class TokenFilter extends OncePerRequestFilter {

    static final String PREFIX = "Bearer ";

    private final ApiTokens tokens;

    TokenFilter(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<ApiClient> client = header != null && header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? tokens.find(header.substring(PREFIX.length()).strip())
                : Optional.empty();
        if (client.isPresent()) {
            long wait = tokens.secondsToWait(client.get().token());
            if (wait > 0) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
                Problems.write(
                        HttpStatus.TOO_MANY_REQUESTS, "这个令牌一分钟内的请求太多，请过 %d 秒再试".formatted(wait), request, response);
                return;
            }
            tokens.noteUse(client.get());
            signIn(client.get());
        }
        chain.doFilter(request, response);
    }

    private static void signIn(ApiClient client) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                client,
                null,
                client.scopes().stream()
                        .map(scope -> new SimpleGrantedAuthority(scope.key()))
                        .toList()));
        SecurityContextHolder.setContext(context);
    }
}
