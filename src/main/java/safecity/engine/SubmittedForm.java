package safecity.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person may say with a task (guard G5): the fields of its form, each with one text, number or yes, or a list of such, no longer than the form
 * allows, and nothing else.
 */
final class SubmittedForm {

    private static final Set<String> KEYS = Set.of("variables", "withVariablesInReturn");
    private static final Set<String> PARTS = Set.of("value", "type", "valueInfo", "name", "label");
    private static final String LIST = "Json";
    private static final Set<String> TYPES =
            Set.of("", "String", "Boolean", "Integer", "Long", "Short", "Double", "Date", "Json", "Null");

    private SubmittedForm() {}

    /**
     * Says in Chinese what is wrong with a submitted form; null if nothing is.
     *
     * @param fields of the task's form, with the most characters that each takes
     */
    static @Nullable String findingIn(JsonNode form, Map<String, Integer> fields) {
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
            @Nullable Integer longest = fields.get(variable.getKey());
            if (longest == null || Variables.IDS.contains(variable.getKey())) {
                return "“%s”不是这个任务的表单字段，不能提交；请只填写表单".formatted(variable.getKey());
            }
            if (!isPlain(variable.getValue())) {
                return "字段“%s”的内容类型不对，请刷新页面后重新填写".formatted(variable.getKey());
            }
            JsonNode value = variable.getValue().path("value");
            if ((value.isArray() ? value.toString() : value.asText()).length() > longest) {
                return "字段“%s”超过 %d 个字，请删减后再提交".formatted(variable.getKey(), longest);
            }
        }
        return null;
    }

    private static boolean isPlain(JsonNode variable) {
        if (!variable.isObject()) {
            return false;
        }
        for (Iterator<String> parts = variable.fieldNames(); parts.hasNext(); ) {
            if (!PARTS.contains(parts.next())) {
                return false;
            }
        }
        JsonNode type = variable.path("type");
        JsonNode value = variable.path("value");
        return (type.isTextual() || isNothing(type))
                && TYPES.contains(type.isTextual() ? type.asText() : "")
                && variable.path("valueInfo").isEmpty() // what the engine would make of the value
                && (LIST.equals(type.asText()) && value.isTextual()
                        ? isPlainList(value.asText())
                        : isPlainValue(value));
    }

    private static boolean isPlainValue(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode each : value) {
                if (!isScalar(each)) {
                    return false;
                }
            }
            return true;
        }
        return isScalar(value);
    }

    /** Tasklist sends a list as text. */
    private static boolean isPlainList(String json) {
        try {
            return isPlainValue(WebApiBody.JSON.readTree(json));
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static boolean isScalar(JsonNode value) {
        boolean storable = value.asText("").indexOf('\0') < 0; // PostgreSQL holds no NUL in a text
        return storable && (value.isValueNode() || isNothing(value));
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }
}
