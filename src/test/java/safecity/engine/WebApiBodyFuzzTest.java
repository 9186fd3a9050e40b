package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whatever somebody sends as a query: what gets through has no key, at any depth and however a parser reads it, that asks for an expression. */
@Tag("fuzz")
class WebApiBodyFuzzTest {

    /** Reads more than the engine does: other encodings, comments, single quotes, names without quotes, whatever follows. */
    private static final JsonFactory LENIENT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final List<String> EVIL = List.of(
            "{\"assigneeExpression\":\"${1}\"}",
            "{\"assignee\\u0045xpression\":\"${1}\"}",
            "{\"ASSIGNEEEXPRESSION\":\"${1}\"}",
            "{\" dueDateExpression \":\"${1}\"}",
            "{\"orQueries\":[{\"orQueries\":[{\"candidateGroupsExpression\":\"${1}\"}]}]}",
            "{\"a\":{\"b\":[[{\"c\":{\"createdBeforeExpression\":\"${1}\"}}]]}}",
            "{\"assignee\":\"x\"} {\"assigneeExpression\":\"${1}\"}",
            "{\"assignee\":\"x\",\"assignee\":{\"assigneeExpression\":\"${1}\"}}",
            "{'assigneeExpression':'${1}'}",
            "{assigneeExpression:'${1}'}",
            "/*x*/{\"assigneeExpression\":1}",
            "\uFEFF{\"assigneeExpression\":1}",
            "{\"x\":\"\u0000\"},{\"assigneeExpression\":1}");

    static Stream<byte[]> queries() {
        Stream<String> good = Stream.of(
                "{\"assignee\":\"duban\",\"sorting\":[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"}]}",
                "{\"processVariables\":[{\"name\":\"itemId\",\"operator\":\"eq\",\"value\":\"someExpression\"}]}",
                "{\"expressions\":1}",
                "[".repeat(2000));
        Stream<byte[]> encoded = Stream.of("UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE")
                .map(name -> EVIL.get(0).getBytes(Charset.forName(name)));
        return Stream.concat(
                Stream.concat(good, EVIL.stream()).map(text -> text.getBytes(StandardCharsets.UTF_8)), encoded);
    }

    @MethodSource("queries")
    @FuzzTest(maxDuration = "10m")
    void asks_for_no_expression(byte[] sent) throws IOException {
        WebApiBody body;
        try {
            body = WebApiBody.of(request(sent));
        } catch (WebApiBody.Unacceptable refused) {
            return;
        }
        assertThat(keys(body.bytes()))
                .noneMatch(key -> key.strip().toLowerCase(Locale.ROOT).endsWith("expression"));
    }

    /** The seeds are worth something: the evil ones are refused, a good one is not. */
    @Test
    void refuses_each_evil_seed_and_takes_a_good_one() throws Exception {
        for (String evil : EVIL) {
            assertThat(refuses(evil)).as(evil).isTrue();
        }
        assertThat(refuses("{\"assignee\":\"duban\",\"value\":\"anExpression\"}"))
                .isFalse();
    }

    private static boolean refuses(String text) throws IOException {
        try {
            WebApiBody.of(request(text.getBytes(StandardCharsets.UTF_8)));
            return false;
        } catch (WebApiBody.Unacceptable refused) {
            return true;
        }
    }

    private static MockHttpServletRequest request(byte[] sent) {
        var request = new MockHttpServletRequest("POST", "/camunda/api/engine/engine/default/task");
        request.setContentType("application/json");
        request.setContent(sent);
        return request;
    }

    /** All keys up to where even a lenient parser gives up. */
    private static List<String> keys(byte[] json) throws IOException {
        List<String> keys = new ArrayList<>();
        try (JsonParser parser = LENIENT.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    keys.add(parser.currentName());
                }
            }
        } catch (JsonProcessingException end) {
            return keys;
        }
        return keys;
    }
}
