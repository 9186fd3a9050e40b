package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPictureData;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import safecity.engine.Refused;
import safecity.reference.ReferenceRow;

/** The letters that we ship, written and opened again: with POI as Word would, and as PDF. */
class WordLetterTest {

    private static final String LINK = "https://duban.example.gov.cn/items/WT-2020-00012";

    @BeforeAll
    static void fontsAreThere() {
        PdfMachine.provideFonts();
    }

    @Test
    void is_laid_out_as_official_documents_are() throws IOException {
        try (XWPFDocument letter = open(write(facts(), 0))) {
            var section = letter.getDocument().getBody().getSectPr();
            assertThat(section.getPgSz().getW()).isEqualTo(BigInteger.valueOf(11906));
            assertThat(section.getPgSz().getH()).isEqualTo(BigInteger.valueOf(16838));
            assertThat(section.getPgMar().getTop()).isEqualTo(BigInteger.valueOf(2098));
            assertThat(section.getPgMar().getLeft()).isEqualTo(BigInteger.valueOf(1587));
            assertThat(section.getPgMar().getRight()).isEqualTo(BigInteger.valueOf(1474));
            assertThat(section.getPgMar().getBottom()).isEqualTo(BigInteger.valueOf(1984));
            assertThat(letter.getFooterList())
                    .extracting(footer -> footer.getText().strip())
                    .containsOnly("— 1 —");
        }
        WordStyles styles = new WordStyles(new WordFile(write(facts(), 0)));
        Map<String, String> body = css(styles, "现就创建");
        assertThat(body)
                .containsEntry("font-size", "16pt")
                .containsEntry("line-height", "28.95pt")
                .containsEntry("text-indent", "2em")
                .containsEntry("text-align", "justify");
        assertThat(body.get("font-family")).startsWith("'Times New Roman',letter-west,'仿宋_GB2312'");
        assertThat(css(styles, "北京市大兴区创建国家安全发展示范城市工作领导小组办公室"))
                .containsEntry("color", "#D7000F")
                .containsEntry("text-align", "center")
                .hasEntrySatisfying("font-family", font -> assertThat(font).contains("'方正小标宋简体'"));
        assertThat(css(styles, "京兴创安办督〔2021〕7号")).containsEntry("border-bottom", "2.25pt solid #D7000F");
        assertThat(css(styles, "关于限期整改")).containsEntry("font-size", "22pt");
        assertThat(css(styles, "2021年3月15日"))
                .containsEntry("text-align", "right")
                .containsEntry("margin-right", "4em");
    }

    @Test
    void leaves_out_the_passages_that_do_not_apply() throws IOException {
        Map<String, String> facts = facts();
        assertThat(text(write(facts, 0)))
                .contains("原定2021年2月26日，经批准调整为2021年3月10日。截至2021年3月15日，已逾期3个工作日，未完成整改。")
                .contains("请设置围挡。")
                .doesNotContain("附件");
        facts.put("extended", "");
        facts.remove("daysOverdue");
        facts.remove("demand");

        assertThat(text(write(facts, 0)))
                .contains("原定2021年2月26日。")
                .doesNotContain("经批准", "已逾期", "围挡", "{{");
    }

    @Test
    void takes_the_words_of_users_as_text_only() throws IOException {
        Map<String, String> facts = facts();
        facts.put("description", "井盖{{title}}缺失 {{?x}} {{@qr}} ${7*7} #{T(java.lang.Runtime)} <b>&amp;\u0000\u0007\u202E\r\n\t第二段\uFFFE");

        byte[] docx = write(facts, 0);

        String expected = "井盖{{title}}缺失 {{?x}} {{@qr}} ${7*7} #{T(java.lang.Runtime)} <b>&amp;";
        assertThat(text(docx)).contains("问题描述：" + expected + "\n　　第二段");
        assertThat(LetterHtml.plain(new WordFile(docx))).contains(expected + "\n　　第二段");
        WordFile file = new WordFile(docx);
        String page = new LetterHtml(file, file::dataUri).letter();
        assertThat(org.jsoup.Jsoup.parse(page).select("b")).isEmpty();
        assertThat(org.jsoup.Jsoup.parse(page).text()).contains(expected);
        assertThat(pdfText(new LetterPdf(new PdfFonts("", "config/fonts")).write(docx, ""))).contains("{{title}}");
    }

    @Test
    void carries_a_code_that_leads_to_the_item_with_the_number_beside_it() throws Exception {
        byte[] docx = write(facts(), 0);

        try (XWPFDocument letter = open(docx)) {
            XWPFPictureData picture = letter.getAllPictures().get(0);
            assertThat(letter.getAllPictures()).hasSize(1);
            assertThat(read(ImageIO.read(new ByteArrayInputStream(picture.getData())))).isEqualTo(LINK);
            XWPFTable foot = letter.getTables().get(0);
            assertThat(foot.getText()).contains("WT-2020-00012", "2021年3月15日印发");
            assertThat(foot.getCTTbl().getTblPr().xmlText()).contains("tblpYSpec=\"bottom\"");
        }
    }

    @Test
    void shows_photos_two_in_a_row_with_their_captions_and_the_receipt_after_them() throws IOException {
        byte[] docx = write(facts(), 5);

        try (XWPFDocument letter = open(docx)) {
            XWPFTable photos = letter.getTables().get(0);
            assertThat(photos.getRows()).hasSize(3);
            assertThat(photos.getRow(0).getTableCells()).hasSize(2);
            assertThat(photos.getRow(1).getCell(1).getText()).contains("照片4");
            assertThat(letter.getAllPictures()).hasSize(6);
            assertThat(photos.getRow(0).getCell(0).getParagraphs().stream()
                            .flatMap(paragraph -> paragraph.getRuns().stream())
                            .flatMap(run -> run.getEmbeddedPictures().stream())
                            .map(picture -> picture.getWidth()))
                    .allMatch(points -> points < 215);
            List<String> paragraphs = letter.getParagraphs().stream()
                    .map(XWPFParagraph::getText)
                    .toList();
            assertThat(paragraphs).containsSubsequence("附件：整改前后照片", "附件", "整改前后照片", "送达回执");
            XWPFTable receipt = letter.getTables().get(2);
            assertThat(receipt.getText()).contains("送达文书", "督办函　京兴创安办督〔2021〕7号", "收件人签名");
        }
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
        assertThat(pdfText(new LetterPdf(new PdfFonts("", "config/fonts")).write(docx, "已撤回"))).contains("已 撤 回");
    }

    @Test
    void the_four_kinds_say_what_they_are_about() throws IOException {
        Map<String, String> titles = Map.of(
                "interview-notice", "约谈通知书",
                "escalation-report", "关于对WT-2020-00012号问题提级督办（追责）的建议",
                "listing-notice", "挂牌督办通知书");
        for (Map.Entry<String, String> each : titles.entrySet()) {
            byte[] docx = template(each.getKey()).write(facts(facts(), 0));
            assertThat(text(docx).replace("号问题\n提级", "号问题提级")).contains(each.getValue(), "北京市大兴区城市管理委员会：", "2021年3月22日前");
        }
        try (XWPFDocument upward = open(template("escalation-report").write(facts(facts(), 0)))) {
            assertThat(upward.getTables().get(0).getText()).contains("京兴创安办督〔2021〕7号", "签发人：督办员甲");
        }
    }

    @Test
    void says_what_to_do_where_no_font_is() {
        PdfFonts none = new PdfFonts("", List.of(Path.of("/no-such-folder")));
        assertThat(none.obstacle()).hasValueSatisfying(words -> assertThat(words).contains("apt-get install fonts-arphic-uming"));
        assertThat(new PdfFonts("/no/such.ttf", List.of()).obstacle())
                .hasValueSatisfying(words -> assertThat(words).contains("safecity.pdf-font", "/no/such.ttf"));
        assertThatThrownBy(() -> new LetterPdf(none).write(write(facts(), 0), ""))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Word 可以照常下载");
    }

    private static Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>(Map.of(
                "issuer", "北京市大兴区创建国家安全发展示范城市工作领导小组办公室",
                "number", "京兴创安办督〔2021〕7号",
                "kind", "督办函",
                "recipient", "北京市大兴区城市管理委员会",
                "issuedOn", "2021年3月15日",
                "itemNumber", "WT-2020-00012",
                "description", "井盖缺失",
                "replyBy", "2021年3月22日",
                "daysOverdue", "3",
                "demand", "请设置围挡。"));
        facts.put("extended", "是");
        facts.put("printer", "区创安办");
        facts.put("signer", "督办员甲");
        facts.put("originalDeadline", "2021年2月26日");
        facts.put("approvedDeadline", "2021年3月10日");
        return facts;
    }

    private static LetterFacts facts(Map<String, String> facts, int photos) {
        List<LetterPhoto> shown = new ArrayList<>();
        for (int count = 1; count <= photos; count++) {
            shown.add(new LetterPhoto(photo(count), "照片" + count));
        }
        return LetterFacts.of(new HashMap<>(facts), LINK, () -> shown);
    }

    private static byte[] write(Map<String, String> facts, int photos) {
        return template("supervision-letter").write(facts(facts, photos));
    }

    private static WordTemplate template(String name) {
        return WordTemplate.of(
                new ReferenceRow("documents/kinds.csv", 2, Map.of("template", name + ".docx")), TemplateFolder.STANDARD);
    }

    private static byte[] photo(int shade) {
        try {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            BufferedImage picture = new BufferedImage(800, 600, BufferedImage.TYPE_3BYTE_BGR);
            picture.createGraphics().fillRect(0, 0, 40 * shade, 600);
            ImageIO.write(picture, "jpg", jpeg);
            return jpeg.toByteArray();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static XWPFDocument open(byte[] docx) throws IOException {
        return new XWPFDocument(new ByteArrayInputStream(docx));
    }

    private static String text(byte[] docx) throws IOException {
        try (XWPFDocument letter = open(docx)) {
            return String.join(
                    "\n",
                    letter.getParagraphs().stream().map(XWPFParagraph::getText).toList());
        }
    }

    private static Map<String, String> css(WordStyles styles, String start) {
        return Xml.all(new WordFile(write(facts(), 0)).xml("document.xml").orElseThrow(), "p").stream()
                .filter(paragraph -> paragraph.getTextContent().startsWith(start))
                .findFirst()
                .map(styles::paragraph)
                .orElseThrow();
    }

    private static String read(BufferedImage image) throws Exception {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
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
