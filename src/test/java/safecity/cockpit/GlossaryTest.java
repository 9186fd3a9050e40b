package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

/**
 * 词汇: what a screen or a mail never says ({@code glossary.csv}), in which shape it never writes a date, and that no page brings its own script or style.
 * Letters and their Word templates have words of their own and are not read here; nor are the vendor's texts of the engine's apps for operators.
 */
class GlossaryTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path SCRIPTS = Path.of("src/main/resources/static");
    private static final Path WEB_APPS = Path.of("src/main/resources/META-INF/resources/webjars/camunda");
    private static final Path TASKLIST_TEXTS = WEB_APPS.resolve("app/tasklist/locales");
    private static final Path JAVA = Path.of("src/main/java");

    private static final Pattern COMMENT_OF_MARKUP = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<![:'\"])//[^\\n]*", Pattern.DOTALL);
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("(?:name|label)=\"([^\"]*)\"");

    private static final Pattern WRONG_DATE =
            Pattern.compile("MM/dd|dd/MM|yyyy/|YYYY|hh:mm|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|yyyy\\.MM|yyyy-M-d");

    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]{2,}");

    /** Proper names, formats and paths that have no Chinese. */
    private static final Pattern ALLOWED = Pattern.compile(
            "WT-|QD-|MB|KB|PDF|JPG|jpg|PNG|Word|Excel|BPMN|DMN|CSV|Cockpit|config/demonstration/users\\.csv|escalation\\.dmn|taskwatch\\.dmn|processes|Camunda Modeler|xlsx|xls|id=|UTF|SHA");

    @Test
    void screens_and_mails_use_the_words_of_the_glossary() throws IOException {
        List<String[]> words = Files.readAllLines(Path.of("src/test/resources/glossary.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", 3))
                .toList();
        List<String> wrong = new ArrayList<>();
        said().forEach((file, text) -> words.stream()
                .filter(word -> text.contains(word[1]))
                .forEach(word -> wrong.add("%s: “%s”应为“%s”（%s）".formatted(file, word[1], word[0], word[2]))));
        assertThat(wrong).isEmpty();
    }

    @Test
    void reads_all_places_where_words_stand() throws IOException {
        Map<Path, String> said = said();

        assertThat(said.get(TEMPLATES.resolve("items/process.html"))).contains("'已用 '");
        assertThat(said.get(SCRIPTS.resolve("evidence.js"))).contains("上传中").doesNotContain("Posts one file");
        assertThat(said.get(WEB_APPS.resolve("lib/safecity/frame.js"))).contains("任务列表");
        assertThat(said.get(WEB_APPS.resolve("app/tasklist/scripts/safecity/tabs.js")))
                .isNotBlank();
        assertThat(said.get(TASKLIST_TEXTS.resolve("zh.json"))).contains("办理期限");
        assertThat(said.get(JAVA.resolve("safecity/engine/SharedFilter.java"))).contains("今日到期", "已超期");
        assertThat(said.get(JAVA.resolve("safecity/item/Status.java")))
                .contains("待签收")
                .doesNotContain("package");
        assertThat(said.get(Path.of("config/event-kinds.csv"))).contains("派发与签收");
        assertThat(said.get(Path.of("config/notices/digest.txt"))).isNotBlank();
        assertThat(said.get(Path.of("forms/problem-signFor.form"))).contains("退回派单");
        assertThat(said.get(Path.of("processes/problem.bpmn"))).contains("核查前点名抽查");
        assertThat(said.get(Path.of("processes/escalation.dmn"))).contains("超期升级档次");
    }

    @Test
    void dates_have_one_shape() throws IOException {
        List<Path> files = new ArrayList<>(files(TEMPLATES, ".html"));
        files.addAll(files(SCRIPTS, ".js"));
        for (Path file : files) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(WRONG_DATE);
        }
    }

    @Test
    void texts_are_chinese() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(TEMPLATES, ".html")) {
            String text = ALLOWED.matcher(screenText(file)).replaceAll("");
            Matcher english = ENGLISH.matcher(text);
            while (english.find()) {
                wrong.add(file + ": " + english.group());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_page_has_script_or_style_of_its_own() throws IOException {
        for (Path file : files(TEMPLATES, ".html")) {
            assertThat(
                            Jsoup.parse(Files.readString(file))
                                    .select(
                                            "style, [style], script:not([src]):not([th:src]), [onclick], [onchange], [onsubmit]"))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    /** What each file says to a reader, whichever way it comes to a screen or into a mail. */
    private static Map<Path, String> said() throws IOException {
        Map<Path, String> said = new LinkedHashMap<>();
        UnaryOperator<String> whole = text -> text;
        UnaryOperator<String> names = text -> found(NAME, text, 1);
        read(said, TEMPLATES, ".html", text -> COMMENT_OF_MARKUP.matcher(text).replaceAll(""));
        read(said, SCRIPTS, ".js", text -> COMMENT.matcher(text).replaceAll(""));
        read(said, WEB_APPS, ".js", text -> COMMENT.matcher(text).replaceAll(""));
        read(said, TASKLIST_TEXTS, ".json", whole);
        read(said, JAVA, ".java", text -> found(LITERAL, COMMENT.matcher(text).replaceAll(""), 0));
        read(said, Path.of("config/event-kinds.csv"), ".csv", whole);
        read(said, Path.of("config/notices"), "", whole);
        read(said, Path.of("forms"), ".form", whole);
        read(said, Path.of("processes"), ".bpmn", names);
        read(said, Path.of("processes"), ".dmn", names);
        return said;
    }

    private static void read(Map<Path, String> said, Path folder, String ending, UnaryOperator<String> words)
            throws IOException {
        for (Path file : files(folder, ending)) {
            said.put(file, words.apply(Files.readString(file)));
        }
    }

    private static String found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(group))
                .collect(Collectors.joining("\n"));
    }

    /** What a reader sees: text nodes and the attributes that are read out. */
    private static String screenText(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Element element : Jsoup.parse(Files.readString(file)).getAllElements()) {
            for (TextNode node : element.textNodes()) {
                text.append(node.text()).append('\n');
            }
            for (String attribute : List.of("title", "aria-label", "placeholder", "alt")) {
                text.append(element.attr(attribute)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
