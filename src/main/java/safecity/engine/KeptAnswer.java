package safecity.engine;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer of the engine's web API that is held back until it was looked at. An error that would lead to an error page is a status like others. */
final class KeptAnswer extends ContentCachingResponseWrapper {

    private boolean error;

    KeptAnswer(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status) {
        sendError(status, null);
    }

    @Override
    public void sendError(int status, @Nullable String message) {
        error = true;
        setStatus(status);
    }

    /** Whether something before the API refused, such as the check of the token. */
    boolean isError() {
        return error;
    }

    /** Whether it says something in Chinese. */
    boolean isForPeople() {
        return new String(getContentAsByteArray(), StandardCharsets.UTF_8)
                .codePoints()
                .anyMatch(Character::isIdeographic);
    }
}
