package safecity.document;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import safecity.engine.Refused;

/** PDF out of a Word file: its paper, margins and page numbers, and what {@link LetterHtml} reads of its text. */
@Component
class LetterPdf {

    private static final String STYLE = """
            * { margin: 0; padding: 0; }
            body, td { word-wrap: break-word; }
            .letter-foot { float: footnote; padding-bottom: 1pt; }
            .letter-foot::footnote-call { content: "\\a0"; font-size: 1pt; line-height: 1pt; }
            .letter-foot::footnote-marker { content: none; }
            .east { font-family: letter-fang, serif; }
            .mark { position: fixed; top: 90mm; left: 39mm; color: #e9b6bb; font-size: 60pt; letter-spacing: 20pt; white-space: nowrap; }
            """;

    private final PdfFonts fonts;

    /** Fonts are shared and a PDF with photos takes memory: one at a time, the others wait. */
    private final Semaphore writing = new Semaphore(1, true);

    LetterPdf(PdfFonts fonts) {
        this.fonts = fonts;
        // The writer warns on the console of a link from the foot of the page that no document of ours follows.
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
    }

    /** Returns what keeps PDFs from being made, with the remedy; empty if nothing does. */
    Optional<String> obstacle() {
        return fonts.obstacle();
    }

    /**
     * Returns a Word file as PDF.
     *
     * @param mark large words behind the text of every page, such as 已撤回; empty for none
     * @throws Refused if no font is there
     */
    byte[] write(byte[] docx, String mark) {
        fonts.obstacle().ifPresent(obstacle -> {
            throw new Refused(obstacle);
        });
        String html = html(new WordFile(docx), mark);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        writing.acquireUninterruptibly();
        try (PDDocument pdf = new PDDocument();
                PdfBoxRenderer renderer = renderer(html, pdf, written)) {
            renderer.layout();
            renderer.createPDF();
            return written.toByteArray();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } finally {
            writing.release();
        }
    }

    private PdfBoxRenderer renderer(String html, PDDocument pdf, ByteArrayOutputStream written) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        fonts.register(builder, pdf);
        builder.usePDDocument(pdf);
        builder.toStream(written);
        builder.withHtmlContent(html, null);
        builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
        return builder.buildPdfRenderer();
    }

    private static String html(WordFile file, String mark) {
        String marked =
                mark.isEmpty() ? "" : "<div class=\"mark\" style=\"font-family:letter-hei\">%s</div>".formatted(mark);
        return "<html><head><style>%s%s</style></head><body>%s%s</body></html>"
                .formatted(page(file), STYLE, marked, new LetterHtml(file, file::dataUri).letter());
    }

    private static String page(WordFile file) {
        Element section = file.xml("document.xml")
                .flatMap(root -> Xml.find(root, "body", "sectPr"))
                .orElseThrow(() -> new IllegalArgumentException("A Word file without paper"));
        Map<String, String> footers = footers(file, section);
        Element size = Xml.find(section, "pgSz").orElseThrow();
        Element margin = Xml.find(section, "pgMar").orElseThrow();
        String sides = Stream.of("top", "right", "bottom", "left")
                .map(side -> twips(margin, side))
                .collect(Collectors.joining(" "));
        boolean apart = file.xml("settings.xml")
                .filter(root -> Xml.on(root, "evenAndOddHeaders"))
                .isPresent();
        String first = footers.getOrDefault("default", "");
        String even = apart ? footers.getOrDefault("even", "") : first;
        return "@page { size: %s %s; margin: %s; } @page :right { %s } @page :left { %s }"
                .formatted(twips(size, "w"), twips(size, "h"), sides, first, even);
    }

    /** Returns the line of each kind of footer as a box in the page's margin. */
    private static Map<String, String> footers(WordFile file, Element section) {
        WordStyles styles = new WordStyles(file);
        Map<String, String> boxes = new LinkedHashMap<>();
        file.footers(section)
                .forEach((type, footer) -> Xml.all(footer, "p").stream()
                        .filter(paragraph -> !paragraph.getTextContent().isBlank())
                        .findFirst()
                        .ifPresent(paragraph -> boxes.put(type, box(paragraph, styles))));
        return boxes;
    }

    private static String box(Element paragraph, WordStyles styles) {
        Map<String, String> css = styles.paragraph(paragraph);
        String side = switch (css.getOrDefault("text-align", "left")) {
            case "right" -> "right";
            case "center" -> "center";
            default -> "left";
        };
        Map<String, String> box = new LinkedHashMap<>();
        box.put("content", PageNumber.content(paragraph));
        for (String property : List.of("font-family", "font-size", "color")) {
            if (css.containsKey(property)) {
                box.put(property, css.get(property));
            }
        }
        if (css.containsKey("margin-right")) {
            box.put("padding-right", css.get("margin-right"));
        }
        if (css.containsKey("margin-left")) {
            box.put("padding-left", css.get("margin-left"));
        }
        box.put("padding-top", "7mm");
        box.put("vertical-align", "top");
        return "@bottom-%s { %s }".formatted(side, WordStyles.css(box));
    }

    private static String twips(Element element, String attribute) {
        return WordStyles.points(Xml.number(element, attribute).orElse(0d) / 20);
    }
}
