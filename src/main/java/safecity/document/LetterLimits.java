package safecity.document;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What Word can and {@link LetterHtml} cannot show: a template with any of it would print otherwise than it reads. */
final class LetterLimits {

    private static final Map<String, String> NOT_SHOWN = Map.ofEntries(
            Map.entry("numPr", "自动编号（请改为手工输入编号）"),
            Map.entry("txbxContent", "文本框（请改用段落或表格）"),
            Map.entry("anchor", "浮动图片（请改为嵌入型）"),
            Map.entry("pict", "旧格式的图形（请删去或改为嵌入型图片）"),
            Map.entry("sym", "符号字体的字符（请改用普通字符）"),
            Map.entry("footnoteReference", "脚注"),
            Map.entry("endnoteReference", "尾注"),
            Map.entry("object", "嵌入对象"),
            Map.entry("oMath", "公式"),
            Map.entry("altChunk", "嵌入文档"),
            Map.entry("ins", "未接受的修订（请先接受或拒绝全部修订）"),
            Map.entry("del", "未接受的修订（请先接受或拒绝全部修订）"),
            Map.entry("titlePg", "首页不同的页眉页脚（请取消该选项）"));

    private LetterLimits() {}

    /** Returns the first thing that would not be shown, as users call it; empty if all is shown. */
    static Optional<String> unsupported(WordFile file) {
        Element body = file.xml("document.xml")
                .flatMap(root -> Xml.find(root, "body"))
                .orElseThrow(() -> new IllegalArgumentException("没有正文"));
        return Stream.concat(Stream.of(body), file.footers(body).values().stream())
                .flatMap(part -> NOT_SHOWN.entrySet().stream()
                        .filter(each -> !Xml.all(part, each.getKey()).isEmpty())
                        .map(Map.Entry::getValue))
                .findFirst()
                .or(() -> layout(file, body));
    }

    private static Optional<String> layout(WordFile file, Element body) {
        if (Xml.all(body, "sectPr").size() != 1) {
            return Optional.of("分节符（整篇请只用一节）");
        }
        Map<String, String> relations = file.relations("document.xml");
        boolean headed = Xml.all(body, "headerReference").stream()
                .flatMap(reference -> file.xml(relations.getOrDefault(Xml.attribute(reference, "id"), "")).stream())
                .anyMatch(header -> !header.getTextContent().isBlank());
        if (headed) {
            return Optional.of("页眉（请删去页眉里的内容）");
        }
        boolean crowded = file.footers(body).values().stream()
                .anyMatch(footer -> Xml.all(footer, "p").stream()
                                .filter(paragraph -> !paragraph.getTextContent().isBlank())
                                .count()
                        > 1);
        if (crowded) {
            return Optional.of("多段的页脚（页脚请只留页码一行）");
        }
        WordStyles styles = new WordStyles(file);
        boolean numbered = Xml.all(body, "p").stream()
                .flatMap(paragraph -> styles.chain(Xml.value(paragraph, "pPr", "pStyle")).stream())
                .anyMatch(style -> Xml.find(style, "pPr", "numPr").isPresent());
        return numbered ? Optional.of(String.valueOf(NOT_SHOWN.get("numPr"))) : Optional.empty();
    }
}
