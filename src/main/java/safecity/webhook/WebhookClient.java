package safecity.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import safecity.engine.Refused;

/**
 * Posts an event to an endpoint, signed with its secret. Only an answer from 200 to 299 counts as taken; redirects are not followed, answers are not
 * read. Messages of failures are Chinese, for the page, and hold nothing of the address but its host.
 */
@Component
class WebhookClient {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int FIRST_OK = 200;
    private static final int FIRST_NOT_OK = 300;

    private final WebhookGate gate;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST_WAIT)
            .build();

    WebhookClient(WebhookGate gate, Clock clock) {
        this.gate = gate;
        this.clock = clock;
    }

    /** An event that was not taken. */
    static final class NotTaken extends Exception {

        private static final long serialVersionUID = 1L;

        NotTaken(String message) {
            super(message);
        }
    }

    /**
     * Posts a body.
     *
     * @param delivery the same whenever the same event is posted again
     * @throws NotTaken if the host is not allowed, cannot be reached or does not take it
     */
    void post(Webhook webhook, String body, String delivery) throws NotTaken {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        try {
            URI address = gate.require(webhook.url());
            gate.requireOutside(address);
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(LONGEST_WAIT)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("X-Safecity-Timestamp", timestamp)
                    .header("X-Safecity-Signature", "sha256=" + signature(webhook.secret(), timestamp + "." + body))
                    .header("X-Safecity-Delivery", delivery)
                    .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                    .build();
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            if (answer.statusCode() < FIRST_OK || answer.statusCode() >= FIRST_NOT_OK) {
                throw new NotTaken("接收端答复 HTTP %d，应答复 200 至 299".formatted(answer.statusCode()));
            }
        } catch (Refused notAllowed) {
            throw new NotTaken(String.valueOf(notAllowed.getMessage()));
        } catch (IOException unreachable) {
            throw new NotTaken("连接不上接收端，或 %d 秒内没有答复".formatted(LONGEST_WAIT.toSeconds()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotTaken("系统正在停止，没有发出");
        }
    }

    static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
