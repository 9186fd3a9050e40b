package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
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

/** What the office may write into {@code config/documents} and {@code config/templates}, and what stops the start. */
class DocumentKindsTest {

    @TempDir
    private Path folder;

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
        refused("缺少模板 config/templates/letter.docx");
    }

    @Test
    void a_file_that_is_no_word_file_stops_the_start() throws IOException {
        Files.writeString(folder.resolve("letter.docx"), "正文");
        refused("模板 config/templates/letter.docx 有误");
    }

    @Test
    void an_unknown_placeholder_stops_the_start_and_the_known_ones_are_named() throws IOException {
        template("请{{recipient}}于{{deadlin}}前办理");
        refused("模板 config/templates/letter.docx 里有不认识的占位“{{deadlin}}”；可用的有：approvedDeadline、");

        template("{{?closed}}", "正文", "{{/closed}}");
        refused("不认识的占位“{{?closed}}”");

        template("{{+title}}");
        refused("不认识的占位");

        template("{{@title}}");
        refused("不认识的占位“{{@title}}”");

        template("{{title.bytes}}");
        refused("不认识的占位");

        template("{{ T(java.lang.Runtime) }}");
        refused("不认识的占位“{{ T(java.lang.Runtime) }}”");

        template("{{title");
        refused("不认识的占位“{{title”");
    }

    @Test
    void a_placeholder_is_checked_within_sections_tables_and_footers_too() throws IOException {
        template("{{?demand}}", "{{unknown}}", "{{/demand}}");
        refused("“{{unknown}}”");

        try (XWPFDocument document = new XWPFDocument()) {
            paper(document);
            document.createTable(1, 1).getRow(0).getCell(0).setText("{{incell}}");
            write(document);
        }
        refused("“{{incell}}”");

        try (XWPFDocument document = new XWPFDocument()) {
            paper(document);
            document.createFooter(HeaderFooterType.DEFAULT)
                    .createParagraph()
                    .createRun()
                    .setText("{{infooter}}");
            write(document);
        }
        refused("“{{infooter}}”");
    }

    @Test
    void a_section_without_its_end_stops_the_start() throws IOException {
        template("{{?demand}}", "正文");
        refused("每个 {{?…}} 要有成对的 {{/…}}");
    }

    @Test
    void a_placeholder_that_word_split_into_pieces_is_understood() throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            paper(document);
            XWPFParagraph paragraph = document.createParagraph();
            for (String piece : List.of("致{", "{reci", "pient}", "}：")) {
                paragraph.createRun().setText(piece);
            }
            write(document);
        }
        assertThatCode(this::letter).doesNotThrowAnyException();
    }

    @Test
    void a_section_may_stand_in_for_what_is_absent() throws IOException {
        template("{{?demand}}要求：{{demand}}{{/demand}}{{?no_demand}}没有要求{{/no_demand}}");
        DocumentKinds kinds = letter();

        WordTemplate template = kinds.template(kinds.of("letter"));
        assertThat(LetterHtml.plain(new WordFile(template.write(LetterFacts.bare()))))
                .isEqualTo("没有要求");
        assertThat(LetterHtml.plain(new WordFile(template.write(LetterFacts.example()))))
                .isEqualTo("要求：例");

        template("{{?no_deadlin}}正文{{/no_deadlin}}");
        refused("不认识的占位“{{?no_deadlin}}”");
    }

    @Test
    void what_the_pdf_would_not_show_stops_the_start() throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            paper(document);
            document.createParagraph().setNumID(BigInteger.ONE);
            write(document);
        }
        refused("模板 config/templates/letter.docx 里有自动编号（请改为手工输入编号）");

        try (XWPFDocument document = new XWPFDocument()) {
            paper(document);
            document.createHeader(HeaderFooterType.DEFAULT)
                    .createParagraph()
                    .createRun()
                    .setText("内部资料");
            write(document);
        }
        refused("页眉（请删去页眉里的内容）");
    }

    @Test
    void two_kinds_cannot_share_their_numbers_and_every_number_needs_year_and_count() throws IOException {
        template("正文");
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
        template("正文");
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
        template("正文");

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
    void a_letter_of_earlier_times_reads_as_plain_text_with_its_paragraphs() {
        assertThat(OldLetter.plain("""
                <article>
                  <h2>关于&lt;限期&gt;
                  整改的函</h2>
                  <p>区城管委：</p><p>第一行
                第二行 A &amp; B</p>
                </article>""")).isEqualTo("关于<限期>\n整改的函\n\n区城管委：\n\n第一行\n第二行 A & B");
    }

    private void refused(String words) {
        assertThatThrownBy(this::letter)
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining("config/documents/kinds.csv 第 2 行")
                .hasMessageContaining(words);
    }

    private DocumentKinds letter() {
        return kinds(row("letter", "督〔{year}〕{n}号", "5"));
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
                "template", "letter.docx"));
        cells.putAll(others);
        return new ReferenceRow("documents/kinds.csv", 2, cells);
    }

    private void template(String... paragraphs) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            paper(document);
            Arrays.stream(paragraphs)
                    .forEach(text -> document.createParagraph().createRun().setText(text));
            write(document);
        }
    }

    private static void paper(XWPFDocument document) {
        var section = document.getDocument().getBody().addNewSectPr();
        section.addNewPgSz().setW(11906);
        section.addNewPgMar().setTop(2098);
    }

    private void write(XWPFDocument document) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve("letter.docx"))) {
            document.write(file);
        }
    }
}
