package safecity.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import safecity.engine.Refused;

/**
 * Posts messages to robots, signed as 钉钉 and 飞书 ask for it. Robots answer HTTP 200 with a code of their own; any but 0 is a failure. Messages of
 * failures are Chinese, for the list of notices, and never hold the address.
 */
@Component
class RobotClient {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int LONGEST_REASON = 120;

    private final RobotGate gate;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST_WAIT)
            .build();

    RobotClient(RobotGate gate, ObjectMapper json, Clock clock) {
        this.gate = gate;
        this.json = json;
        this.clock = clock;
    }

    /** A message that did not arrive; the text is Chinese and begins with 机器人. */
    static final class NotSent extends Exception {

        private static final long serialVersionUID = 1L;

        NotSent(String message) {
            super(message.startsWith(NoticeRow.ROBOT) ? message : NoticeRow.ROBOT + "：" + message);
        }
    }

    /**
     * Posts a message. Returns once the robot has taken it.
     *
     * @throws NotSent if the robot is not allowed, cannot be reached or refuses it
     */
    void post(Robot robot, RobotMessage message) throws NotSent {
        Map<String, Object> body = new LinkedHashMap<>(message.body(robot.kind()));
        URI address;
        try {
            address = signed(robot, gate.require(robot.url()), body);
            gate.requireOutside(address);
        } catch (Refused refused) {
            throw new NotSent(String.valueOf(refused.getMessage()));
        }
        requireTaken(answerTo(address, body));
    }

    /** Puts the signature where the robot looks for it: 钉钉 into the address, 飞书 into the body. */
    private URI signed(Robot robot, URI address, Map<String, Object> body) {
        String secret = robot.secret();
        if (secret == null || robot.kind() == Robot.Kind.WECOM) {
            return address;
        }
        if (robot.kind() == Robot.Kind.FEISHU) {
            String seconds = Long.toString(clock.instant().getEpochSecond());
            body.put("timestamp", seconds);
            body.put("sign", hmac(seconds + "\n" + secret, ""));
            return address;
        }
        String millis = Long.toString(clock.instant().toEpochMilli());
        String sign = URLEncoder.encode(hmac(secret, millis + "\n" + secret), UTF_8);
        String joint = address.getRawQuery() == null ? "?" : "&";
        return URI.create(address + joint + "timestamp=" + millis + "&sign=" + sign);
    }

    static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private HttpResponse<InputStream> answerTo(URI address, Map<String, Object> body) throws NotSent {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(LONGEST_WAIT)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body), UTF_8))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unreachable) {
            throw new NotSent("连接不上，请检查服务器能否访问外网");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotSent("系统正在停止，没有发出");
        }
    }

    private void requireTaken(HttpResponse<InputStream> answer) throws NotSent {
        byte[] bytes;
        try (InputStream in = answer.body()) {
            bytes = in.readNBytes(LONGEST_ANSWER);
        } catch (IOException broken) {
            throw new NotSent("连接中断，没有收到答复");
        }
        if (answer.statusCode() != 200) {
            throw new NotSent("答复 HTTP %d，请核对地址".formatted(answer.statusCode()));
        }
        JsonNode told;
        try {
            told = json.readTree(bytes);
        } catch (IOException other) {
            throw new NotSent("答复无法识别，请核对地址");
        }
        JsonNode code = told.has("errcode") ? told.path("errcode") : told.path("code");
        if (!code.isInt() || code.asInt() != 0) {
            String reason = told.path(told.has("errmsg") ? "errmsg" : "msg")
                    .asText("")
                    .replaceAll("https?://\\S+", "")
                    .replaceAll("\\p{Cntrl}+", " ");
            throw new NotSent("拒收（代码 %s）%s"
                    .formatted(
                            code.asText("无"),
                            reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason));
        }
    }
}
