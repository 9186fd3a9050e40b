package safecity.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;

/**
 * What a browser may keep. Files of the program, which are the same for everybody, it keeps and asks each time whether they changed: Tasklist alone is
 * four megabytes of script. Whatever else is answered it forgets, unless the answer says otherwise itself.
 */
final class Caching implements HeaderWriter {

    private static final Pattern PROGRAM_FILE = Pattern.compile(
            "/(?!api/|camunda/api/|public/).*\\.(css|js|svg|ico|png|woff2?|ttf)|/camunda/app/.*\\.json");

    private final HeaderWriter forget = new CacheControlHeadersWriter();

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        boolean programFile = HttpMethod.GET.matches(request.getMethod())
                && PROGRAM_FILE.matcher(request.getRequestURI()).matches()
                && (response.getStatus() == HttpServletResponse.SC_OK
                        || response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED);
        if (!programFile) {
            forget.writeHeaders(request, response);
        } else if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
    }
}
