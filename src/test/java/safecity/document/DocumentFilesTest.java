package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.OTHER_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import safecity.item.Item;
import safecity.slip.SlipCase;

/** What is issued is frozen as a Word file; recipient and all who see the item get it as Word and PDF, nobody else does. */
class DocumentFilesTest extends SlipCase {

    @BeforeAll
    static void fontsAreThere() {
        PdfMachine.provideFonts();
    }

    @Test
    void the_recipient_downloads_word_and_pdf_under_the_name_that_the_office_uses() throws Exception {
        long id = issued(overdue());
        String number = String.valueOf(document(id).number());

        MockHttpServletResponse word = download(id, "word", CLERK);
        assertThat(word.getContentType()).isEqualTo(WordFile.MEDIA_TYPE);
        assertThat(fileName(word)).isEqualTo("督办函 %s.docx".formatted(number));
        assertThat(word.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(word.getHeader("Cache-Control")).contains("no-store");
        assertThat(text(word.getContentAsByteArray())).contains(number, "道路井盖缺失", "已逾期3个工作日");

        MockHttpServletResponse pdf = download(id, "pdf", LOCAL_CLERK);
        assertThat(pdf.getContentType()).isEqualTo("application/pdf");
        assertThat(fileName(pdf)).isEqualTo("督办函 %s.pdf".formatted(number));
        assertThat(pdfText(pdf.getContentAsByteArray())).contains(number, "道路井盖缺失", "送达回执");

        assertThat(page(path(id), CLERK).select(".sc-actions a").eachText()).contains("预览", "下载 Word", "下载 PDF");
        assertThat(page(path(id), CLERK).select(".letter").text()).contains(number, "已逾期3个工作日");
    }

    @Test
    void another_unit_finds_neither_file_nor_pictures() throws Exception {
        Item item = overdue();
        long id = issued(item);
        String picture = page(path(id), CLERK).select(".letter img").attr("src");

        assertThat(statusOf(picture, CLERK)).isEqualTo(200);
        assertThat(statusOf(picture, OTHER_CLERK)).isEqualTo(404);
        assertThat(statusOf(path(id) + "/word", OTHER_CLERK)).isEqualTo(404);
        assertThat(statusOf(path(id) + "/pdf", OTHER_CLERK)).isEqualTo(404);
        assertThat(statusOf("/items/WT-1999-00001/documents/%d/word".formatted(id), SUPERVISOR))
                .isEqualTo(404);
        assertThat(statusOf(path(id) + "/pictures/document.xml", CLERK)).isEqualTo(404);
        assertThat(mvc.perform(get(path(id) + "/word"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isIn(302, 401);
    }

    @Test
    void a_draft_is_a_preview_and_no_file() throws Exception {
        long id = drafted(overdue());

        var page = page(path(id), SUPERVISOR);
        assertThat(page.select(".sc-paper").attr("data-mark")).isEqualTo("草稿");
        assertThat(page.select(".letter").text()).contains("（待编号）", "道路井盖缺失");
        assertThat(page.select(".letter img").attr("src")).startsWith("data:image/png;base64,");
        assertThat(page.select("a:contains(下载)")).isEmpty();
        for (String way : List.of("word", "pdf")) {
            assertThat(statusOf(path(id) + "/" + way, SUPERVISOR)).isEqualTo(404);
        }
        assertThat(document(id).file()).isNull();
    }

    @Test
    void what_was_issued_is_the_same_bytes_for_ever() throws Exception {
        Item item = overdue();
        long id = issued(item);
        byte[] sent = download(id, "word", CLERK).getContentAsByteArray();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sent));
        assertThat(document(id).file()).isEqualTo(sha256);

        jdbc.sql("update safecity.item set description = '改过的描述' where id = :id")
                .param("id", item.id())
                .update();
        tenOClockOn(TODAY.plusDays(30));

        assertThat(download(id, "word", CLERK).getContentAsByteArray()).isEqualTo(sent);
        for (String change : List.of(
                "update safecity.document_file set docx = 'x' where sha256 = '%s'".formatted(sha256),
                "delete from safecity.document_file where sha256 = '%s'".formatted(sha256),
                "update safecity.document set file = null, text = 'x' where id = " + id)) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("cannot be");
        }
    }

    @Test
    void photos_that_the_unit_submitted_are_the_annex() throws Exception {
        Item item = cases.submitted(wish -> wish.dueInDays(1));
        tenOClockOn(TODAY.plusDays(4));
        long id = drafted(item);
        assertThat(page(path(id), SUPERVISOR).select(".letter").text()).contains("附件：整改前后照片", "整改后　2020年6月1日提交　区城管委");
        issue(id);

        byte[] docx = download(id, "word", CLERK).getContentAsByteArray();
        try (XWPFDocument letter = new XWPFDocument(new ByteArrayInputStream(docx))) {
            XWPFTable photos = letter.getTables().get(0);
            assertThat(photos.getText()).contains("整改后　2020年6月1日提交　区城管委");
            assertThat(letter.getAllPictures()).hasSize(2);
        }
        assertThat(docx.length).isLessThan(200_000);
    }

    @Test
    void a_withdrawn_document_says_so_in_its_file_name_and_on_every_page_of_the_pdf() throws Exception {
        long id = issued(overdue());
        send(post(path(id) + "/withdraw").param("reason", "主送单位有误"), SUPERVISOR);

        assertThat(fileName(download(id, "word", CLERK))).startsWith("（已撤回）督办函");
        try (PDDocument pdf = Loader.loadPDF(download(id, "pdf", CLERK).getContentAsByteArray())) {
            for (int number = 1; number <= pdf.getNumberOfPages(); number++) {
                PDFTextStripper page = new PDFTextStripper();
                page.setStartPage(number);
                page.setEndPage(number);
                assertThat(page.getText(pdf)).contains("已 撤 回");
            }
        }
    }

    @Test
    void a_document_of_earlier_times_stays_readable_as_it_was() throws Exception {
        Item item = overdue();
        long id = drafted(item);
        jdbc.sql("""
                update safecity.document
                   set status = 'ISSUED', number = :number, reply_by = '2020-06-12', issued_at = now(), decided_at = now(),
                       serving = 'SYSTEM', served_how = '系统送达', served_on = '2020-06-05', served_at = now(),
                       text = '<article class="letter"><h2 class="letter-title">旧的督办函</h2><p>旧文</p></article>'
                 where id = :id""")
                .param("id", id)
                .param("number", "旧字〔2019〕%d号".formatted(id))
                .update();

        var page = page(path(id), CLERK);
        assertThat(page.select(".letter h2").text()).isEqualTo("旧的督办函");
        assertThat(page.select("a:contains(下载)")).isEmpty();
        assertThat(statusOf(path(id) + "/word", CLERK)).isEqualTo(404);
    }

    private long issued(Item item) {
        long id = drafted(item);
        issue(id);
        return id;
    }

    private MockHttpServletResponse download(long id, String way, String login) throws Exception {
        MockHttpServletResponse response = mvc.perform(get(path(id) + "/" + way).with(user(people.require(login))))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response;
    }

    private static String fileName(MockHttpServletResponse response) {
        String disposition = String.valueOf(response.getHeader("Content-Disposition"));
        assertThat(disposition).startsWith("attachment;");
        return Stream.of(disposition.split(";"))
                .map(String::strip)
                .filter(part -> part.startsWith("filename*=UTF-8''"))
                .map(part -> URLDecoder.decode(part.substring("filename*=UTF-8''".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static String text(byte[] docx) throws IOException {
        try (XWPFDocument letter = new XWPFDocument(new ByteArrayInputStream(docx))) {
            StringBuilder text = new StringBuilder();
            letter.getParagraphs()
                    .forEach(paragraph -> text.append(paragraph.getText()).append('\n'));
            return text.toString();
        }
    }

    private static String pdfText(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
