package safecity.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text of the engine's four web apps has a Chinese one, counted against the English file that they ship. */
class WebAppLocaleTest {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(.*?)\\s*}}|%s|%d");
    private static final Pattern ENGLISH_WORD = Pattern.compile("[A-Za-z]{4,} [A-Za-z]{2,}");

    /** Texts that say nothing on purpose: the end-of-life banner, and parts of sentences that Chinese does not need. */
    private static final String SILENT = " ";

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void has_every_key_and_no_other(String app) throws IOException {
        assertThat(texts(app, "zh").keySet())
                .containsExactlyInAnyOrderElementsOf(texts(app, "en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void leaves_no_text_empty_and_none_in_english(String app) throws IOException {
        Map<String, String> chinese = texts(app, "zh");
        texts(app, "en").forEach((key, text) -> chinese.remove(text.isEmpty() ? key : ""));

        assertThat(chinese).allSatisfy((key, text) -> {
            assertThat(text.equals(SILENT) || !text.isBlank()).as(key).isTrue();
            String words = PLACEHOLDER.matcher(text.replaceAll("<[^>]*>", "")).replaceAll("");
            assertThat(key.startsWith("labels.") && ENGLISH_WORD.matcher(words).find())
                    .as("%s: %s", key, text)
                    .isFalse();
        });
        assertThat(chinese.get("labels.BANNER_CE_EOL_TEXT")).isEqualTo(SILENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void fills_in_what_the_english_text_fills_in(String app) throws IOException {
        Map<String, String> english = texts(app, "en");
        List<String> different = new ArrayList<>();

        texts(app, "zh").forEach((key, text) -> {
            if (key.startsWith("labels.") && !text.equals(SILENT)) {
                Set<String> wanted = placeholders(english.get(key));
                if (!placeholders(text).equals(wanted)) {
                    different.add("%s: %s instead of %s".formatted(key, placeholders(text), wanted));
                }
            }
        });

        assertThat(different).isEmpty();
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Map<String, String> texts(String app, String language) throws IOException {
        try (InputStream file = WebAppLocaleTest.class
                .getClassLoader()
                .getResourceAsStream(APPS + app + "/locales/" + language + ".json")) {
            assertThat(file).as(app + " " + language).isNotNull();
            String json = new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\uFEFF", "");
            Map<String, String> texts = new TreeMap<>();
            collect("", new ObjectMapper().readTree(json), texts);
            return texts;
        }
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node.isTextual()) {
            into.put(path, node.asText());
        }
        node.fields()
                .forEachRemaining(field ->
                        collect(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            collect(path + "." + index, node.get(index), into);
        }
    }
}
