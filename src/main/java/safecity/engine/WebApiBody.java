package safecity.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to the engine's web API: JSON, a megabyte at most, read by us exactly as the engine will read it. No key of it, at any depth and
 * however it is written, asks for an expression to be evaluated (guard G3).
 *
 * @param bytes as they came
 * @param json  what they say; missing if there are none
 */
record WebApiBody(byte[] bytes, JsonNode json) {

    /** Largest body: texts, no files. */
    static final int MOST_BYTES = 1 << 20;

    static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String EXPRESSION = "expression";

    /**
     * Reads a request.
     *
     * @throws Unacceptable with what to tell the person
     */
    static WebApiBody of(HttpServletRequest request) throws IOException, Unacceptable {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        boolean form = type.contains("form"); // its body may have been read as parameters already
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Unacceptable(413, "提交的内容超过 1 MB，请删减文字；照片和文件请在“佐证材料”页签上传");
        }
        if (bytes.length == 0 && !form) {
            return new WebApiBody(bytes, MissingNode.getInstance());
        }
        if (!type.startsWith("application/json")) {
            throw new Unacceptable(415, "只接受 JSON 格式的内容，请刷新页面后重试");
        }
        try {
            JsonNode json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            String key = expressionIn(json);
            if (key != null) {
                throw new Unacceptable(403, "查询条件中不允许使用表达式“%s”，请改用固定的值".formatted(key));
            }
            return new WebApiBody(bytes, json);
        } catch (JsonProcessingException malformed) {
            throw new Unacceptable(400, "提交的内容不是有效的 JSON，请刷新页面后重新办理");
        }
    }

    /** Returns the first parameter of an address that asks for an expression; null if none does. */
    static @Nullable String expressionIn(@Nullable String query) {
        return query == null
                ? null
                : Arrays.stream(query.split("&"))
                        .map(parameter -> parameter.split("=", 2)[0])
                        .filter(name -> isExpression(decoded(name)))
                        .findFirst()
                        .orElse(null);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return EXPRESSION; // nobody knows what the engine would make of it
        }
    }

    private static @Nullable String expressionIn(JsonNode node) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (isExpression(entry.getKey())) {
                return entry.getKey();
            }
        }
        for (JsonNode inner : node) {
            String found = expressionIn(inner);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isExpression(String key) {
        return key.strip().toLowerCase(Locale.ROOT).endsWith(EXPRESSION);
    }

    /** A body that is not passed on. The message is for the person. */
    static final class Unacceptable extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        Unacceptable(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
