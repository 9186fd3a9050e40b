package safecity.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person may say with a task (guard G5): the fields of its form, with plain values, and nothing else. */
final class SubmittedForm {

    private static final Set<String> KEYS = Set.of("variables", "withVariablesInReturn");
    private static final Set<String> PARTS = Set.of("value", "type", "valueInfo", "name", "label");
    private static final Set<String> TYPES =
            Set.of("", "String", "Boolean", "Integer", "Long", "Short", "Double", "Date", "Json", "Null");

    private SubmittedForm() {}

    /** Says in Chinese what is wrong with a submitted form; null if nothing is. */
    static @Nullable String findingIn(JsonNode form, Set<String> fields) {
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
}
