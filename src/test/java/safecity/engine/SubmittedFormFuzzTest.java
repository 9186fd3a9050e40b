package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whatever somebody sends as a completed form: what gets through sets fields of the form, and nothing else. */
@Tag("fuzz")
class SubmittedFormFuzzTest {

    private static final Map<String, Integer> FIELDS = Map.of("measures", 20, "finished", 20);
    private static final ObjectMapper LENIENT = new ObjectMapper();

    static Stream<byte[]> forms() {
        return Stream.of(
                        "{\"variables\":{\"measures\":{\"value\":\"加固\",\"type\":\"String\"}}}",
                        "{\"variables\":{\"accepted\":{\"value\":true}}}",
                        "{\"variables\":{},\"variables\":{\"accepted\":{\"value\":true}}}",
                        "{\"variables\":{\"m\\u0065asures\":{\"value\":\"x\"},\"\\u0061ccepted\":{\"value\":true}}}",
                        "{\"variables\":{\"measures\":{\"value\":\"rO0AB\",\"type\":\"Object\"}}}",
                        "{\"variables\":{\"measures\":{\"value\":\"x\",\"valueInfo\":{\"objectTypeName\":\"x.Y\"}}}}",
                        "{\"variables\":{\"measures\":{\"value\":{\"a\":1}}}}",
                        "{\"variables\":{\"measures\":{\"value\":[\"a\",[1]],\"type\":null}}}",
                        "{\"variables\":{\"measures\":{\"value\":\"[{}]\",\"type\":\"Json\"}}}",
                        "{\"variables\":{\"measures\":{\"value\":\"[1,true]\",\"type\":\"Json\",\"valueInfo\":{}}}}",
                        "{\"variables\":{}} {\"variables\":{\"accepted\":{\"value\":true}}}",
                        "{\"orQueries\":[{\"assignee\\u0045xpression\":\"${1}\"}]}",
                        "[".repeat(2000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("forms")
    @FuzzTest(maxDuration = "10m")
    void sets_fields_of_the_form_and_nothing_else(byte[] sent) throws Exception {
        var request = new MockHttpServletRequest("POST", "/camunda/api/engine/engine/default/task/1/complete");
        request.setContentType("application/json");
        request.setContent(sent);
        WebApiBody body;
        try {
            body = WebApiBody.of(request);
        } catch (WebApiBody.Unacceptable refused) {
            return;
        }
        if (body.bytes().length == 0 || SubmittedForm.findingIn(body.json(), FIELDS) != null) {
            return;
        }
        JsonNode passed = LENIENT.readTree(new String(body.bytes(), StandardCharsets.UTF_8));
        passed.fieldNames().forEachRemaining(key -> assertThat(key).isIn("variables", "withVariablesInReturn"));
        passed.path("variables").properties().forEach(variable -> {
            assertThat(variable.getKey()).isIn(FIELDS.keySet());
            assertThat(variable.getValue().path("type").asText().toLowerCase(Locale.ROOT))
                    .isNotEqualTo("object");
            JsonNode value = variable.getValue().path("value");
            assertThat(value.isObject()).isFalse();
            value.forEach(each -> assertThat(each.isContainerNode()).isFalse());
            assertThat(value.asText().length()).isLessThanOrEqualTo(20);
            assertThat(variable.getValue().path("valueInfo").isEmpty()).isTrue();
        });
    }
}
