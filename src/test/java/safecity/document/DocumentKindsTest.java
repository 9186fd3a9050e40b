package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecity.document.DocumentKind.Lapse;
import safecity.reference.InvalidReferenceFile;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/** What the office may write into {@code config/documents}, and what stops the start. */
class DocumentKindsTest {

    private static final String FRAME = "<article><p>[[${number}]]</p><div th:utext=\"${body}\"></div></article>";

    @TempDir
    private Path folder;

    @BeforeEach
    void theFrameIsThere() throws IOException {
        write("frame.html", FRAME);
    }

    @Test
    void the_files_that_we_ship_are_in_order() {
        assertThat(new DocumentKinds().all())
                .extracting(DocumentKind::code)
                .containsExactly(
                        "supervision-letter",
                        "interview-notice",
                        "escalation-report",
                        "listing-notice",
                        "rectification-order",
                        "interview-minutes",
                        "extension-reply",
                        "acceptance-opinion",
                        "refusal-notice",
                        "delisting-notice",
                        "listing-announcement",
                        "delisting-announcement",
                        "transfer-letter",
                        "shutdown-report");
        assertThat(new DocumentKinds().of("supervision-letter").number(2021, 7)).isEqualTo("京兴创安办督〔2021〕7号");
    }

    @Test
    void a_missing_template_stops_the_start() {
        refused("缺少模板 config/documents/letter.html");
    }

    @Test
    void an_unknown_placeholder_stops_the_start_and_the_known_ones_are_named() throws IOException {
        write("letter.html", "<p>[[${deadlin}]]</p>");
        refused("模板 config/documents/letter.html 里有不认识的占位“${deadlin}”；可用的有：issuer、number");

        write("letter.html", "<p th:if=\"${T(java.lang.Runtime)}\">x</p>");
        refused("不认识的占位");

        write("letter.html", "<p th:insert=\"~{frame.html}\">x</p>");
        refused("不认识的占位");
    }

    @Test
    void a_placeholder_that_would_let_markup_through_stops_the_start() throws IOException {
        write("letter.html", "<p>[(${description})]</p>");
        refused("要写成 [[${…}]]");
    }

    @Test
    void a_template_that_cannot_be_written_stops_the_start() throws IOException {
        write("letter.html", "<p th:if=\"${demand\">x</p>");
        refused("config/documents/letter.html");
    }

    @Test
    void a_frame_without_place_for_the_text_stops_the_start() throws IOException {
        write("letter.html", "<p>正文</p>");
        write("frame.html", "<article></article>");
        refused("config/documents/frame.html 里没有正文的位置");
    }

    @Test
    void two_kinds_cannot_share_their_numbers_and_every_number_needs_year_and_count() throws IOException {
        write("letter.html", "<p>正文</p>");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号", "5")))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining("{n}");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕{n}号", "5"), row("notice", "督〔{year}〕{n}号", "5")))
                .hasMessageContaining("重号");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕{n}号", "0"))).hasMessageContaining("至少为 1 个工作日");
    }

    @Test
    void each_kind_says_when_its_draft_lapses_how_it_is_served_and_of_what_it_is_drafted_by_hand() throws IOException {
        assertThat(codes(kind -> kind.lapses() == Lapse.TIMELY))
                .containsExactly("supervision-letter", "interview-notice", "escalation-report");
        assertThat(codes(kind -> kind.lapses() == Lapse.NEVER))
                .containsExactly(
                        "acceptance-opinion",
                        "delisting-notice",
                        "listing-announcement",
                        "delisting-announcement",
                        "transfer-letter",
                        "shutdown-report");
        assertThat(codes(DocumentKind::published)).containsExactly("listing-announcement", "delisting-announcement");
        write("letter.html", "<p>正文</p>");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("lapses", ""))))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining("lapses");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("lapses", "yes"))))
                .hasMessageContaining("“lapses”应为 timely、closed、never 之一");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("serving", "fax"))))
                .hasMessageContaining("“serving”应为 system、written、publication 之一");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("by_hand", "yes"))))
                .hasMessageContaining("“by_hand”应为 no、item、listed、delisted 之一");
    }

    @Test
    void without_days_to_reply_signing_is_the_end_and_an_announcement_has_nobody_who_could_reply() throws IOException {
        write("letter.html", "<p>正文</p>");

        assertThat(kinds(row("letter", "督〔{year}〕号{n}", "", Map.of("again_days", "")))
                        .of("letter")
                        .needsReply())
                .isFalse();
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("again_days", ""))))
                .hasMessageContaining("“again_days”（退回重报的工作日数）不能为空");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("serving", "publication"))))
                .hasMessageContaining("请把 reply_days 留空");
    }

    private static List<String> codes(Predicate<DocumentKind> wanted) {
        return new DocumentKinds()
                .all().stream().filter(wanted).map(DocumentKind::code).toList();
    }

    @Test
    void a_letter_reads_as_plain_text_with_its_paragraphs() {
        assertThat(LetterTemplate.plain("""
                <article>
                  <h2>关于&lt;限期&gt;
                  整改的函</h2>
                  <p>区城管委：</p><p>第一行
                第二行 A &amp; B</p>
                </article>""")).isEqualTo("关于<限期>\n整改的函\n\n区城管委：\n\n第一行\n第二行 A & B");
    }

    private void refused(String words) {
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕{n}号", "5")))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining(words);
    }

    private DocumentKinds kinds(ReferenceRow... rows) {
        return new DocumentKinds(
                new ReferenceFile("documents/kinds.csv", List.of(rows)),
                new TemplateFolder(folder, "/no-such-folder/"));
    }

    private static ReferenceRow row(String kind, String pattern, String replyDays) {
        return row(kind, pattern, replyDays, Map.of());
    }

    private static ReferenceRow row(String kind, String pattern, String replyDays, Map<String, String> others) {
        Map<String, String> cells = new HashMap<>(Map.of(
                "kind", kind,
                "label", "函",
                "number_pattern", pattern,
                "signer", "qu-chuang-an-ban",
                "reply_days", replyDays,
                "again_days", "3",
                "lapses", "timely",
                "serving", "system",
                "by_hand", "item",
                "template", "letter.html"));
        cells.putAll(others);
        return new ReferenceRow("documents/kinds.csv", 2, cells);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
