package safecity.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files with which we dress the engine's web apps. */
class WebAppFilesTest {

    private static final String ROOT = "META-INF/resources/webjars/camunda/";

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void the_page_is_ours_in_ascii_and_keeps_what_the_engine_fills_in(String app) throws IOException {
        String page = read("app/" + app + "/index.html");

        assertThat(page).as("the engine miscounts other characters").matches("\\p{ASCII}*");
        assertThat(page).contains("<html lang=\"zh-CN\">", "$BASE", "$APP_ROOT", "$CSP_NONCE", "$PLUGIN_PACKAGES");
        assertThat(page).contains("&#21019;&#23433;&#30563;&#21150;</title>").doesNotContain(">Camunda");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void the_settings_are_the_shared_ones_and_the_style_says_its_charset(String app) throws IOException {
        assertThat(read("app/" + app + "/scripts/config.js"))
                .contains("await settings('" + app + "'", "export default")
                .doesNotContain("availableLocales");
        assertThat(read("app/" + app + "/styles/user-styles.css")).startsWith("@charset \"UTF-8\";");
    }

    @Test
    void dates_are_written_year_month_day() throws IOException {
        String settings = read("lib/safecity/settings.js");
        Matcher formats = Pattern.compile("(?:normal|long|short): '([^']*)'").matcher(settings);

        assertThat(formats.results().map(found -> found.group(1)))
                .containsExactly("YYYY-MM-DD HH:mm", "YYYY-MM-DD HH:mm:ss", "YYYY-MM-DD");
        assertThat(settings).contains("availableLocales: ['zh'], fallbackLocale: 'zh'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/tasklist/scripts/safecity/plugin.js",
                "app/tasklist/scripts/safecity/ask.js",
                "app/tasklist/scripts/safecity/tabs.js",
                "app/tasklist/scripts/safecity/cards.js",
                "app/tasklist/scripts/safecity/form-texts.js",
                "lib/safecity/frame.js",
                "lib/safecity/settings.js",
                "lib/safecity/translate.js"
            })
    void a_script_finds_what_it_imports_and_evaluates_no_text(String path) throws IOException {
        String script = read(path);
        String folder = path.substring(0, path.lastIndexOf('/') + 1);

        Pattern.compile("from '([^']+)'").matcher(script).results().forEach(found -> {
            String imported = URI.create(folder + found.group(1)).normalize().toString();
            assertThat(getClass().getClassLoader().getResource(ROOT + imported))
                    .as(imported)
                    .isNotNull();
        });
        assertThat(script).doesNotContain("eval(", "new Function");
    }

    /** form-js has these texts in its code; a new version of it shows here which are new. */
    @Test
    void every_text_of_the_form_library_is_translated() throws IOException {
        String library = read("lib/deps.js");
        String dictionary = read("app/tasklist/scripts/safecity/form-texts.js");
        Matcher texts = Pattern.compile("[\"`]((?:Field|Value|Date and time|Please select) (?:must|is) [^\"`$]*)")
                .matcher(library);
        int validator = library.indexOf("Value is not a number.");

        assertThat(texts.results().filter(found -> Math.abs(found.start() - validator) < 4000))
                .isNotEmpty()
                .allSatisfy(found ->
                        assertThat(dictionary).contains(found.group(1).strip().split("  ")[0]));
        assertThat(library).contains("\"Select\"", "\"Search\"", "\"Add new\"", "\"hh:mm ?m\"", "\"No results\"");
        assertThat(dictionary).contains("'Select'", "'Search'", "'Add new'", "'hh:mm ?m'", "'No results'");
    }

    private static String read(String path) throws IOException {
        try (InputStream file = WebAppFilesTest.class.getClassLoader().getResourceAsStream(ROOT + path)) {
            assertThat(file).as(path).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
