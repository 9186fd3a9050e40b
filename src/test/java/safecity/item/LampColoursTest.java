package safecity.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of the lamp table (ux.md §1.2) in every style sheet that draws a lamp: our pages, the dossier, Tasklist's cards. */
class LampColoursTest {

    private static final Path SHEETS = Path.of("src/main/resources");
    private static final Path PAGES = SHEETS.resolve("static/app.css");
    private static final Path DOSSIER = SHEETS.resolve("static/dossier.css");
    private static final Path CARDS =
            SHEETS.resolve("META-INF/resources/webjars/camunda/app/tasklist/styles/user-styles.css");

    /** On a wall a lamp is its shape in its own colour, without a tint. */
    private static final Path WALL = SHEETS.resolve("static/display/files/wall.css");

    @ParameterizedTest
    @CsvSource({
        "green, #389e0d, #237804, #f6ffed",
        "blue, #1677ff, #0958d9, #e6f4ff",
        "yellow, #d48806, #874d00, #fffbe6",
        "orange, #d46b08, #ad4e00, #fff7e6",
        "red, #cf1322, #a8071a, #fff1f0",
        "grey, #8c8c8c, #595959, #f5f5f5",
    })
    void are_the_same_everywhere(String lamp, String fill, String ink, String tint) throws IOException {
        for (Path sheet : List.of(PAGES, DOSSIER, CARDS)) {
            assertThat(rules(sheet, "lamp-" + lamp)).as(sheet.toString()).isNotEmpty();
        }
        assertThat(rules(PAGES, "lamp-" + lamp)).anyMatch(rule -> rule.contains("--sc-fill: " + fill));
        for (Path sheet : sheets()) {
            for (String rule : rules(sheet, "lamp-" + lamp)) {
                assertThat(" " + rule)
                        .as("%s .lamp-%s", sheet, lamp)
                        .contains(
                                sheet.equals(WALL)
                                        ? List.of(" --fill: " + fill)
                                        : List.of(" color: " + ink, " background: " + tint));
            }
            for (String rule : rules(sheet, "lamp-" + lamp + "-text")) {
                assertThat(rule).as("%s .lamp-%s-text", sheet, lamp).contains("color: " + ink);
            }
            for (String rule : rules(sheet, "lamp-" + lamp + "-view")) {
                assertThat(rule)
                        .as("%s .lamp-%s-view", sheet, lamp)
                        .contains("--sc-mark-ink: " + ink, "--sc-mark: " + fill, "--sc-mark-tint: " + tint);
            }
        }
    }

    @Test
    void are_there_for_every_lamp_and_no_other() throws IOException {
        String styles = Arrays.stream(Lamp.values())
                .map(Lamp::style)
                .map(style -> style.substring("lamp-".length()))
                .distinct()
                .collect(Collectors.joining("|"));
        for (Path sheet : sheets()) {
            Matcher used = Pattern.compile("\\.lamp-([a-z]+)").matcher(Files.readString(sheet));
            while (used.find()) {
                assertThat(used.group(1)).as(sheet.toString()).matches(styles);
            }
        }
    }

    /** Bodies of the rules of a class, in small letters. */
    private static List<String> rules(Path sheet, String style) throws IOException {
        return Pattern.compile("\\." + style + "\\s*\\{([^}]*)}")
                .matcher(Files.readString(sheet))
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<Path> sheets() throws IOException {
        try (Stream<Path> files = Files.walk(SHEETS)) {
            return files.filter(file -> file.toString().endsWith(".css")).toList();
        }
    }
}
