package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

/** 词汇: what a screen never says, in which shape it never writes a date, and that no page brings its own script or style. */
class GlossaryTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path SCRIPTS = Path.of("src/main/resources/static");

    /** Documents may say otherwise; these are screens. */
    private static final Map<String, String> SAY_INSTEAD = Map.of(
            "逾期", "超期", "登录密码", "口令", "帐号", "账号", "登陆", "登录", "工单", "问题", "隐患单", "问题", "截止日期", "时限", "删除成功", "已删除");

    private static final Pattern WRONG_DATE =
            Pattern.compile("MM/dd|dd/MM|yyyy/|YYYY|hh:mm|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|yyyy\\.MM|yyyy-M-d");

    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]{2,}");

    /** Proper names, formats and paths that have no Chinese. */
    private static final Pattern ALLOWED = Pattern.compile(
            "WT-|QD-|MB|KB|PDF|JPG|jpg|PNG|Word|Excel|BPMN|DMN|CSV|Cockpit|config/demonstration/users\\.csv|escalation\\.dmn|taskwatch\\.dmn|processes|Camunda Modeler|xlsx|xls|id=|UTF|SHA");

    @Test
    void screens_use_the_words_of_the_glossary() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(TEMPLATES, ".html")) {
            String text = screenText(file);
            SAY_INSTEAD.forEach((bad, good) -> {
                if (text.contains(bad)) {
                    wrong.add("%s: “%s”应为“%s”".formatted(file, bad, good));
                }
            });
        }
        assertThat(wrong).isEmpty();
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

    /** What a reader sees: text nodes and the attributes that are read out, and the Chinese constants of expressions. */
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
            return files.filter(file -> file.toString().endsWith(ending))
                    // Mails and documents have their own words.
                    .filter(file -> !file.toString().contains("/mail/")
                            && !file.toString().contains("/notice/"))
                    .toList();
        }
    }
}
