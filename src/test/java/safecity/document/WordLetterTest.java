package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.document.Letters.LINK;
import static safecity.document.Letters.facts;
import static safecity.document.Letters.template;
import static safecity.document.Letters.write;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPictureData;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;

/** The letters that we ship, written and opened again: with POI as Word would, and as PDF. */
class WordLetterTest {

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

        assertThat(text(write(facts, 0))).contains("原定2021年2月26日。").doesNotContain("经批准", "已逾期", "围挡", "{{");
    }

    @Test
    void takes_the_words_of_users_as_text_only() throws IOException {
        Map<String, String> facts = facts();
        facts.put(
                "description",
                "井盖{{title}}缺失 {{?x}} {{@qr}} ${7*7} #{T(java.lang.Runtime)} <b>&amp;\u0000\u0007\u202E\r\n\t第二段\uFFFE");

        byte[] docx = write(facts, 0);

        String expected = "井盖{{title}}缺失 {{?x}} {{@qr}} ${7*7} #{T(java.lang.Runtime)} <b>&amp;";
        assertThat(text(docx)).contains("问题描述：" + expected + "\n　　第二段");
        assertThat(LetterHtml.plain(new WordFile(docx))).contains(expected + "\n　　第二段");
        WordFile file = new WordFile(docx);
        String page = new LetterHtml(file, file::dataUri).letter();
        assertThat(org.jsoup.Jsoup.parse(page).select("b")).isEmpty();
        assertThat(org.jsoup.Jsoup.parse(page).text()).contains(expected);
    }

    @Test
    void carries_a_code_that_leads_to_the_item_with_the_number_beside_it() throws Exception {
        byte[] docx = write(facts(), 0);

        try (XWPFDocument letter = open(docx)) {
            XWPFPictureData picture = letter.getAllPictures().get(0);
            assertThat(letter.getAllPictures()).hasSize(1);
            assertThat(read(ImageIO.read(new ByteArrayInputStream(picture.getData()))))
                    .isEqualTo(LINK);
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
            List<String> paragraphs =
                    letter.getParagraphs().stream().map(XWPFParagraph::getText).toList();
            assertThat(paragraphs).containsSubsequence("附件：整改前后照片", "附件", "整改前后照片", "送达回执");
            XWPFTable receipt = letter.getTables().get(2);
            assertThat(receipt.getText()).contains("送达文书", "督办函　京兴创安办督〔2021〕7号", "收件人签名");
        }
    }

    @Test
    void the_four_kinds_say_what_they_are_about() throws IOException {
        Map<String, String> titles = Map.of(
                "interview-notice", "约谈通知书",
                "escalation-report", "关于对WT-2020-00012号问题提级督办（追责）的建议",
                "listing-notice", "挂牌督办通知书");
        for (Map.Entry<String, String> each : titles.entrySet()) {
            byte[] docx = template(each.getKey()).write(facts(facts(), 0));
            assertThat(text(docx).replace("号问题\n提级", "号问题提级"))
                    .contains(each.getValue(), "北京市大兴区城市管理委员会：", "2021年3月22日前");
        }
        try (XWPFDocument upward = open(template("escalation-report").write(facts(facts(), 0)))) {
            assertThat(upward.getTables().get(0).getText()).contains("京兴创安办督〔2021〕7号", "签发人：督办员甲");
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
}
