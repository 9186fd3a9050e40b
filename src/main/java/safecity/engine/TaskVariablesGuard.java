package safecity.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * Lets a person complete a task with the fields of its form and with nothing else (guard G5): the engine itself lets whoever completes a task set any
 * variable of the case. Everything else in {@link EngineRequests} that would change a case beside its model is refused for everybody.
 */
final class TaskVariablesGuard extends OncePerRequestFilter {

    /** Largest body of a completed form: texts, no files. */
    static final int MOST_BYTES = 1 << 20;

    private static final Pattern API = Pattern.compile("/camunda/api/engine(?:/engine/[^/]+)?(/.*)?");
    private static final Set<String> KEYS = Set.of("variables", "withVariablesInReturn");
    private static final Set<String> PARTS = Set.of("value", "type", "valueInfo", "name", "label");
    private static final Set<String> TYPES =
            Set.of("", "String", "Boolean", "Integer", "Long", "Short", "Double", "Date", "Json", "Null");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Function<String, Optional<Set<String>>> fieldsOfTask;
    private final BiPredicate<String, String> handles;

    /**
     * Guards with the fields of a task.
     *
     * @param fieldsOfTask from a task's id to the fields of its form; empty for a task that is not there
     * @param handles      whether a person, by login, holds a task or belongs to its unit
     */
    TaskVariablesGuard(Function<String, Optional<Set<String>>> fieldsOfTask, BiPredicate<String, String> handles) {
        this.fieldsOfTask = fieldsOfTask;
        this.handles = handles;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = pathOf(request);
        switch (EngineRequests.treatmentOf(request.getMethod(), path)) {
            case PASSED -> chain.doFilter(request, response);
            case REFUSED -> refuse(response, 403, "不允许这样操作：任务只能由认领人填写表单办理，流程和记录不能直接改动");
            case FORM -> {
                Optional<Set<String>> fields = fieldsOfTask.apply(EngineRequests.taskIn(path));
                if (fields.isPresent()) {
                    passUnless(form -> findingIn(form, fields.get()), request, response, chain);
                } else {
                    refuse(response, 404, "该任务已办结或已撤回，不能再提交；请刷新任务列表");
                }
            }
            case COMMENT -> {
                if (handles.test(String.valueOf(request.getRemoteUser()), EngineRequests.taskIn(path))) {
                    chain.doFilter(request, response);
                } else {
                    refuse(response, 403, "只有承办该任务的单位可以添加备注");
                }
            }
            case CLAIM -> passUnless(claim -> claimsForAnother(claim, request), request, response, chain);
        }
    }

    private static @Nullable String claimsForAnother(JsonNode claim, HttpServletRequest request) {
        boolean own = claim.path("userId").asText("").equals(request.getRemoteUser());
        return own ? null : "只能以自己的名义认领任务";
    }

    private static void passUnless(
            Function<JsonNode, @Nullable String> finding,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            refuse(response, 413, "表单内容超过 1 MB，请删减文字；照片和文件请在“佐证材料”页签上传");
            return;
        }
        JsonNode form;
        try {
            form = JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            refuse(response, 400, "表单内容不是有效的 JSON，请刷新页面后重新办理");
            return;
        }
        String found = finding.apply(form);
        if (found != null) {
            refuse(response, 403, found);
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private static @Nullable String findingIn(JsonNode form, Set<String> fields) {
        if (!form.isObject()) {
            return "表单内容格式不对，请刷新页面后重新办理";
        }
        for (Iterator<String> keys = form.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                return "办理任务时不能附带“%s”，只能提交表单的字段".formatted(key);
            }
        }
        JsonNode variables = form.path("variables");
        if (!variables.isObject() && !variables.isNull() && !variables.isMissingNode()) {
            return "表单内容格式不对，请刷新页面后重新办理";
        }
        for (Map.Entry<String, JsonNode> variable : variables.properties()) {
            if (!fields.contains(variable.getKey()) || Variables.IDS.contains(variable.getKey())) {
                return "“%s”不是这个任务的表单字段，不能提交；请只填写表单".formatted(variable.getKey());
            }
            if (!isPlainValue(variable.getValue())) {
                return "字段“%s”的内容类型不对，请刷新页面后重新填写".formatted(variable.getKey());
            }
        }
        return null;
    }

    private static boolean isPlainValue(JsonNode variable) {
        if (!variable.isObject()) {
            return false;
        }
        for (Iterator<String> parts = variable.fieldNames(); parts.hasNext(); ) {
            if (!PARTS.contains(parts.next())) {
                return false;
            }
        }
        boolean storable = variable.path("value").asText("").indexOf('\0') < 0; // PostgreSQL holds no NUL in a text
        return storable && TYPES.contains(variable.path("type").asText("").replace("null", ""));
    }

    /** Returns the path within the API of one engine, decoded, as the engine reads it; what is no path of the API is empty. */
    private static String pathOf(HttpServletRequest request) {
        String path = UrlPathHelper.defaultInstance.getPathWithinApplication(request);
        Matcher matcher = API.matcher(path);
        return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "";
    }

    private static void refuse(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream()
                .write(JSON.writeValueAsBytes(Map.of("type", "InvalidRequestException", "message", message)));
    }
}
