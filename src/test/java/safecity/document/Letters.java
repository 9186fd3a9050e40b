package safecity.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import safecity.reference.ReferenceRow;

/** Letters for tests: facts as an item has them, photos, the templates that we ship. */
final class Letters {

    static final String LINK = "https://duban.example.gov.cn/items/WT-2020-00012";

    private Letters() {}

    static Map<String, String> facts() {
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

    static LetterFacts facts(Map<String, String> facts, int photos) {
        List<LetterPhoto> shown = new ArrayList<>();
        for (int count = 1; count <= photos; count++) {
            shown.add(new LetterPhoto(photo(count), "照片" + count));
        }
        return LetterFacts.of(new HashMap<>(facts), LINK, () -> shown);
    }

    static byte[] write(Map<String, String> facts, int photos) {
        return template("supervision-letter").write(facts(facts, photos));
    }

    static WordTemplate template(String name) {
        return WordTemplate.of(
                new ReferenceRow("documents/kinds.csv", 2, Map.of("template", name + ".docx")),
                TemplateFolder.STANDARD);
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
}
