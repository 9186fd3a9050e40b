package safecity.document;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * A Word file as XHTML, for the screen and for the PDF: paragraphs with their indents, lines and borders, runs with typeface, size and colour, tables,
 * pictures, page breaks. What Word can beyond that, {@link LetterLimits} keeps out of the templates.
 */
final class LetterHtml {

    private static final Pattern SHARED = Pattern.compile("[‘’“”—…·×]+");
    private static final String OF_THE_LIBRARY = "Generated";
    private static final String PAGE_BREAK = "\f";

    private final WordFile file;
    private final WordStyles styles;
    private final Map<String, String> relations;
    private final Function<String, String> addressOf;
    private final LetterTables tables;

    /**
     * Takes a file to turn into XHTML.
     *
     * @param addressOf where a browser finds a picture, by its name such as {@code image1.png}
     */
    LetterHtml(WordFile file, Function<String, String> addressOf) {
        this.file = file;
        this.styles = new WordStyles(file);
        this.relations = file.relations("document.xml");
        this.addressOf = addressOf;
        this.tables = new LetterTables(this, styles);
    }

    /** Returns the letter in an element of classes {@code letter} and {@code word}. */
    String letter() {
        return "<article class=\"letter word\" lang=\"zh-CN\">" + blocks(body(file)) + "</article>";
    }

    /** Returns its text up to the first page break, a paragraph a line: the letter without annex and receipt. */
    static String plain(WordFile file) {
        StringBuilder text = new StringBuilder();
        for (Element block : Xml.children(body(file))) {
            if (Xml.find(block, "pPr")
                    .filter(found -> Xml.on(found, "pageBreakBefore"))
                    .isPresent()) {
                break;
            }
            if (Xml.is(block, "p")) {
                text.append(plain(block)).append('\n');
            }
        }
        return text.toString().replaceAll("\n{3,}", "\n\n").strip();
    }

    private static String plain(Element element) {
        return switch (Xml.name(element)) {
            case "t" -> element.getTextContent();
            case "br", "cr" -> "\n";
            case "tab" -> " ";
            default -> Xml.children(element).stream().map(LetterHtml::plain).collect(Collectors.joining());
        };
    }

    private static Element body(WordFile file) {
        return file.xml("document.xml")
                .flatMap(root -> Xml.find(root, "body"))
                .orElseThrow(() -> new IllegalArgumentException("A Word file without text"));
    }

    /** Returns paragraphs and tables. */
    String blocks(Element parent) {
        StringBuilder html = new StringBuilder();
        for (Element child : Xml.children(parent)) {
            switch (Xml.name(child)) {
                case "p" -> html.append(paragraph(child));
                case "tbl" -> html.append(tables.table(child));
                case "sdt" -> Xml.find(child, "sdtContent").ifPresent(content -> html.append(blocks(content)));
                default -> {}
            }
        }
        return html.toString();
    }

    private String paragraph(Element paragraph) {
        Map<String, String> css = styles.paragraph(paragraph);
        String runs = inline(paragraph);
        boolean broken = runs.contains(PAGE_BREAK);
        String text = runs.replace(PAGE_BREAK, "");
        String style = WordStyles.css(css);
        String shown = "<p style=\"%s\">%s</p>".formatted(style, text.isEmpty() ? "&#160;" : text);
        return broken ? shown + "<div style=\"page-break-before:always\"></div>" : shown;
    }

    private String inline(Element parent) {
        StringBuilder html = new StringBuilder();
        for (Element child : Xml.children(parent)) {
            switch (Xml.name(child)) {
                case "r" -> html.append(run(child));
                case "hyperlink", "smartTag", "fldSimple" -> html.append(inline(child));
                case "sdt" -> Xml.find(child, "sdtContent").ifPresent(content -> html.append(inline(content)));
                default -> {}
            }
        }
        return html.toString();
    }

    private String run(Element run) {
        if (Xml.find(run, "rPr").filter(found -> Xml.on(found, "vanish")).isPresent()) {
            return "";
        }
        StringBuilder html = new StringBuilder();
        for (Element child : Xml.children(run)) {
            switch (Xml.name(child)) {
                case "t" -> html.append(text(child.getTextContent()));
                case "tab" -> html.append("&#8195;");
                case "noBreakHyphen" -> html.append('-');
                case "br", "cr" -> html.append(Xml.attribute(child, "type").equals("page") ? PAGE_BREAK : "<br/>");
                case "drawing" -> html.append(picture(child));
                default -> {}
            }
        }
        String style = WordStyles.css(styles.run(run));
        return style.isEmpty() || html.isEmpty()
                ? html.toString()
                : "<span style=\"%s\">%s</span>".formatted(style, html);
    }

    /** What both scripts have, such as “”, is Chinese here; letters and digits take the Western typeface, which is named first. */
    private static String text(String text) {
        return SHARED.matcher(htmlEscape(text, "UTF-8")).replaceAll("<span class=\"east\">$0</span>");
    }

    private String picture(Element drawing) {
        return Xml.all(drawing, "blip").stream()
                .map(blip -> relations.getOrDefault(Xml.attribute(blip, "embed"), ""))
                .filter(target -> target.startsWith("media/"))
                .findFirst()
                .map(target -> {
                    Element extent = Xml.all(drawing, "extent").get(0);
                    return "<img src=\"%s\" alt=\"%s\" style=\"width:%s;height:%s\"/>"
                            .formatted(
                                    htmlEscape(addressOf.apply(target.substring("media/".length())), "UTF-8"),
                                    htmlEscape(description(drawing), "UTF-8"),
                                    emus(extent, "cx"),
                                    emus(extent, "cy"));
                })
                .orElse("");
    }

    private static String description(Element drawing) {
        return Xml.all(drawing, "docPr").stream()
                .map(properties -> Xml.attribute(properties, "descr"))
                .filter(text -> !text.equals(OF_THE_LIBRARY))
                .findFirst()
                .orElse("");
    }

    private static String emus(Element extent, String side) {
        return WordStyles.points(Xml.number(extent, side).orElse(0d) / 12700);
    }
}
