package safecity.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import safecity.item.Item;

/** The document of the interface: it names every endpoint, and every answer has the shape that it promises. */
class ApiDocumentTest extends ApiCase {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void names_every_endpoint_and_nothing_else() throws Exception {
        Set<String> served = new TreeSet<>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getPackageName().equals("safecity.api")) {
                mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/") && !path.endsWith("**"))
                        .forEach(served::add);
            }
        });

        Set<String> documented = new TreeSet<>();
        document().path("paths").fieldNames().forEachRemaining(documented::add);

        assertThat(documented).isEqualTo(served).hasSize(5);
    }

    @Test
    void describes_every_field_and_parameter_in_chinese() throws Exception {
        List<String> silent = new ArrayList<>();
        JsonNode document = document();
        document.at("/components/schemas")
                .fields()
                .forEachRemaining(schema -> schema.getValue()
                        .path("properties")
                        .fields()
                        .forEachRemaining(field -> {
                            boolean reference = field.getValue().has("$ref");
                            if (!reference
                                    && !field.getValue()
                                            .path("description")
                                            .asText()
                                            .matches("(?s).*[\\u4e00-\\u9fa5].*")) {
                                silent.add(schema.getKey() + "." + field.getKey());
                            }
                        }));
        document.path("paths")
                .forEach(path -> path.at("/get/parameters").forEach(parameter -> {
                    if (!parameter.path("description").asText().matches("(?s).*[\\u4e00-\\u9fa5].*")) {
                        silent.add(parameter.path("name").asText());
                    }
                }));

        assertThat(silent).isEmpty();
    }

    @Test
    void answers_have_the_promised_shape() throws Exception {
        Item item = register(TODAY);
        openTask(item, "制定整改方案", LEAD, null);
        JsonNode document = document();

        for (String[] call : List.of(
                new String[] {"/api/items", "/api/items?size=50"},
                new String[] {"/api/items/{number}", "/api/items/" + item.number()},
                new String[] {"/api/board", "/api/board"},
                new String[] {"/api/board/days/{day}", "/api/board/days/" + wellKnownDay()},
                new String[] {"/api/events", "/api/events"})) {
            JsonNode answers = document.path("paths").path(call[0]).at("/get/responses");
            JsonNode promised =
                    answers.at("/200/content").path("application/json").path("schema");
            List<String> wrong = new ArrayList<>();
            check(read(call[1]), promised, document, call[0], wrong);
            assertThat(wrong).isEmpty();
        }
        List<String> wrong = new ArrayList<>();
        JsonNode refusal = document.path("paths")
                .path("/api/items")
                .at("/get/responses/400/content")
                .path("application/problem+json")
                .path("schema");
        check(read("/api/items?size=x"), refusal, document, "problem", wrong);
        assertThat(wrong).isEmpty();
    }

    @Test
    void is_for_token_holders_and_for_the_administrator_who_is_signed_in() throws Exception {
        assertThat(ask("/api/openapi.json", token).getStatus()).isEqualTo(200);
        assertThat(statusOf("/api/openapi.json", "xitong")).isEqualTo(200);
        assertThat(statusOf("/api/openapi.json", "duban")).isEqualTo(403);
        assertThat(ask("/api/openapi.json", "sc_wrong").getStatus()).isEqualTo(401);
        assertThat(mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get(
                                "/api/openapi.json"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(401);
    }

    private String wellKnownDay() {
        jdbc.sql("""
                insert into safecity.daily_figure (day, unit, total, open, overdue, closed, by_original, by_approved, registered, closed_that_day,
                                                   restored, taken_at)
                values ('1940-01-04', :unit, 3, 2, 1, 1, 0, 1, 1, 0, false, now()) on conflict do nothing""").param("unit", LEAD).update();
        return "1940-01-04";
    }

    private JsonNode document() throws Exception {
        return read("/api/openapi.json");
    }

    /** Compares a value with a schema: kinds, required and unknown fields, what may be null. */
    private static void check(JsonNode value, JsonNode given, JsonNode document, String at, List<String> wrong) {
        JsonNode schema = resolved(given, document);
        if (value.isNull()) {
            boolean nullable = schema.path("nullable").asBoolean()
                    || given.path("nullable").asBoolean();
            if (!nullable && !given.has("allOf")) {
                wrong.add(at + " is null");
            }
            return;
        }
        String type = schema.path("type").asText();
        boolean fits = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "string" -> value.isTextual();
            default -> false;
        };
        if (!fits) {
            wrong.add("%s is %s, promised is “%s”".formatted(at, value.getNodeType(), type));
            return;
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                wrong.add(at + " lacks " + name.asText());
            }
        });
        if (schema.has("properties")) {
            value.fields().forEachRemaining(field -> {
                JsonNode property = schema.path("properties").path(field.getKey());
                if (property.isMissingNode()) {
                    wrong.add(at + " has unknown " + field.getKey());
                } else {
                    check(field.getValue(), property, document, at + "." + field.getKey(), wrong);
                }
            });
        }
        value.forEach(each -> {
            if (value.isArray()) {
                check(each, schema.path("items"), document, at + "[]", wrong);
            }
        });
        List<String> allowed = new ArrayList<>();
        schema.path("enum").forEach(each -> allowed.add(each.asText()));
        if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
            wrong.add("%s is %s, promised is one of %s".formatted(at, value, allowed));
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode document) {
        JsonNode one = schema.has("allOf") ? schema.path("allOf").get(0) : schema;
        String reference = one.path("$ref").asText();
        return reference.isEmpty() ? one : document.at(reference.substring(1));
    }
}
