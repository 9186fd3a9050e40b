package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.document.Letters.facts;
import static safecity.document.Letters.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import safecity.engine.Refused;

/** The letters that we ship as PDF. */
class LetterPdfTest {

    @BeforeAll
    static void fontsAreThere() {
        PdfMachine.provideFonts();
    }

    @Test
    void prints_the_same_as_pdf_with_page_numbers_and_the_receipt_on_the_last_page() throws IOException {
        byte[] docx = write(facts(), 5);

        byte[] pdf = new LetterPdf(new PdfFonts("", "config/fonts")).write(docx, "");

        try (PDDocument document = Loader.loadPDF(pdf)) {
            int last = document.getNumberOfPages();
            assertThat(last).isGreaterThanOrEqualTo(3);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f);
            String first = pageText(document, 1);
            assertThat(first).contains("京兴创安办督〔2021〕7号", "关于限期整改WT-2020-00012号问题的督办函", "— 1 —");
            assertThat(pageText(document, last)).contains("送达回执", "— %d —".formatted(last));
            assertThat(pageText(document, last - 1)).contains("照片5", "2021年3月15日印发");
        }
        assertThat(pdf.length).isLessThan(2_000_000);
        assertThat(pdfText(new LetterPdf(new PdfFonts("", "config/fonts")).write(docx, "已撤回")))
                .contains("已 撤 回");
    }

    @Test
    void takes_the_words_of_users_as_text_only() throws IOException {
        Map<String, String> facts = facts();
        facts.put("description", "井盖{{title}}缺失 <b>&amp;${7*7}");

        byte[] pdf = new LetterPdf(new PdfFonts("", "config/fonts")).write(write(facts, 0), "");

        assertThat(pdfText(pdf)).contains("井盖{{title}}缺失 <b>&amp;${7*7}");
    }

    @Test
    void says_what_to_do_where_no_font_is() {
        PdfFonts none = new PdfFonts("", List.of(Path.of("/no-such-folder")));
        assertThat(none.obstacle())
                .hasValueSatisfying(words -> assertThat(words).contains("apt-get install fonts-arphic-uming"));
        assertThat(new PdfFonts("/no/such.ttf", List.of()).obstacle())
                .hasValueSatisfying(words -> assertThat(words).contains("safecity.pdf-font", "/no/such.ttf"));
        assertThatThrownBy(() -> new LetterPdf(none).write(write(facts(), 0), ""))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Word 可以照常下载");
    }

    private static String pageText(PDDocument pdf, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(pdf);
    }

    private static String pdfText(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
