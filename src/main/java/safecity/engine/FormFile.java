package safecity.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form as a file, checked while it is read.
 *
 * @param id     the file's name without its ending
 * @param fields keys of its fields
 */
record FormFile(String id, Set<String> fields) {

    /** Version of form-js inside Tasklist 7.24. */
    private static final int NEWEST_SCHEMA = 16;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of(
            "textfield", "textarea", "number", "datetime", "select", "radio", "checkbox", "checklist", "taglist");
    private static final Set<String> OTHERS =
            Set.of("text", "html", "image", "separator", "spacer", "group", "table", "expression");
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern ACTIVE_CONTENT = Pattern.compile(
            "(?i)<\\s*(script|iframe|object|embed|form|style|link|meta|base)|\\son\\w+\\s*=|javascript:|cam-script");

    /** Reads and checks a form; null if it is no JSON at all. */
    static @Nullable FormFile read(String id, byte[] content, Findings findings) {
        JsonNode form;
        try {
            form = JSON.readTree(content);
        } catch (JsonProcessingException malformed) {
            findings.add("第 %d 行不是有效的 JSON；请用 Camunda Modeler 重新保存"
                    .formatted(
                            malformed.getLocation() == null
                                    ? 0
                                    : malformed.getLocation().getLineNr()));
            return null;
        } catch (IOException unreadable) {
            findings.add("无法读取（%s）".formatted(unreadable.getMessage()));
            return null;
        }
        checkHead(id, form, findings);
        Set<String> keys = new HashSet<>();
        checkComponents(form, keys, findings);
        return new FormFile(id, FormFields.fieldsOf(form).keySet());
    }

    private static void checkHead(String id, JsonNode form, Findings findings) {
        if (!id.equals(form.path("id").asText())) {
            findings.add(
                    "表单 id“%s”与文件名不一致；把表单 id 改为“%s”".formatted(form.path("id").asText(), id));
        }
        int schema = form.path("schemaVersion").asInt(Integer.MAX_VALUE);
        if (schema > NEWEST_SCHEMA) {
            findings.add("schemaVersion 高于 %d 或没有填写，任务列表打不开；请改为 %d".formatted(NEWEST_SCHEMA, NEWEST_SCHEMA));
        }
    }

    private static void checkComponents(JsonNode parent, Set<String> keys, Findings findings) {
        for (JsonNode component : parent.path("components")) {
            String type = component.path("type").asText();
            String label = component.path("key").asText(component.path("id").asText(type));
            if (!FIELDS.contains(type) && !OTHERS.contains(type)) {
                findings.add(
                        label,
                        "任务列表不支持组件“%s”；请换成 %s 之一"
                                .formatted(
                                        type,
                                        String.join(
                                                "、", FIELDS.stream().sorted().toList())));
            }
            if (component.has("path") || component.path("type").asText().equals("dynamiclist")) {
                findings.add(label, "设置了 path，字段会变成嵌套结构；请清空 path");
            }
            if (FIELDS.contains(type)) {
                checkField(component, label, findings);
            }
            if (component.hasNonNull("key") && !keys.add(component.get("key").asText())) {
                findings.add(label, "字段重名；每个字段的 key 要不同");
            }
            if (ACTIVE_CONTENT
                    .matcher(component.path("content").asText()
                            + component.path("text").asText())
                    .find()) {
                findings.add(label, "内容里有脚本或外部元素；只能用普通的文字排版标签");
            }
            checkComponents(component, keys, findings);
        }
    }

    private static void checkField(JsonNode component, String label, Findings findings) {
        String key = component.path("key").asText();
        if (!KEY.matcher(key).matches()) {
            findings.add(label, "字段的 key“%s”不合要求；填写小写字母开头的英文词组，例如 finishOn".formatted(key));
        }
        if (Variables.IDS.contains(key)) {
            findings.add(label, "字段不能叫“%s”，编号由系统填写；请换一个 key".formatted(key));
        }
        String name = component.path("label").asText()
                + component.path("dateLabel").asText()
                + component.path("timeLabel").asText();
        if (!ProcessRules.isChinese(name)) {
            findings.add(label, "没有中文标签；在“Label”填写");
        }
    }
}
