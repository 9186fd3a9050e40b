package safecity.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The content security policy of the engine's web apps: scripts of our own origin and the one that a page is delivered with, named by its hash. The engine's
 * own policy keeps its nonce in a place that all requests share, so that of two people who open a page at once one may get an empty one. AngularJS needs to
 * evaluate text; nothing but these pages may.
 */
final class WebAppPolicy extends OncePerRequestFilter {

    private static final String PAGE = "/camunda/app/[a-z]+(/[\\w-]+)?/?";
    private static final Pattern SCRIPT_IN_PAGE =
            Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);
    private static final String POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-eval'%s; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getRequestURI().matches(PAGE)) {
            response.setHeader("Content-Security-Policy", NO_PAGE);
            chain.doFilter(request, response);
            return;
        }
        var page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        response.setHeader(
                "Content-Security-Policy",
                POLICY.formatted(hashesOfScripts(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8))));
        page.copyBodyToResponse();
    }

    private static String hashesOfScripts(String page) {
        StringBuilder hashes = new StringBuilder();
        Matcher script = SCRIPT_IN_PAGE.matcher(page);
        while (script.find()) {
            hashes.append(" 'sha256-").append(hash(script.group(1))).append('\'');
        }
        return hashes.toString();
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(DigestUtils.sha256(text));
    }
}
