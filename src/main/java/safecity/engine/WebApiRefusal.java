package safecity.engine;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;

/** A refusal as the engine's web apps read it: they show the message, whatever refused. */
public final class WebApiRefusal {

    private WebApiRefusal() {}

    /**
     * Answers a request.
     *
     * @param message Chinese, for the person: what is wrong and what to do
     */
    public static void answer(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream()
                .write(WebApiBody.JSON.writeValueAsBytes(
                        Map.of("type", "InvalidRequestException", "message", message)));
    }
}
