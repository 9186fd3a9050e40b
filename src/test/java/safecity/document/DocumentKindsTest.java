package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.List;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;

/** What the office may write into {@code config/documents} and {@code config/templates}, and what stops the start. */
class DocumentKindsTest extends KindsCase {

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
    void a_letter_of_earlier_times_reads_as_plain_text_with_its_paragraphs() {
        assertThat(OldLetter.plain("""
                <article>
                  <h2>关于&lt;限期&gt;
                  整改的函</h2>
                  <p>区城管委：</p><p>第一行
                第二行 A &amp; B</p>
                </article>""")).isEqualTo("关于<限期>\n整改的函\n\n区城管委：\n\n第一行\n第二行 A & B");
    }
}
