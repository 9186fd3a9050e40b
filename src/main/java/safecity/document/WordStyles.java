package safecity.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What the styles of a Word file come to in CSS: defaults first, then the chain of styles, then what stands at the paragraph or the run itself. */
final class WordStyles {

    private static final int DEEPEST = 20;

    private final Map<String, Element> styles = new HashMap<>();
    private final Optional<Element> defaults;
    private @Nullable String ordinary;

    WordStyles(WordFile file) {
        Optional<Element> root = file.xml("styles.xml");
        defaults = root.flatMap(found -> Xml.find(found, "docDefaults"));
        root.ifPresent(found -> Xml.children(found, "style").forEach(this::add));
    }

    private void add(Element style) {
        String id = Xml.attribute(style, "styleId");
        styles.put(id, style);
        if (Xml.attribute(style, "type").equals("paragraph")
                && Xml.attribute(style, "default").equals("1")) {
            ordinary = id;
        }
    }

    /** Returns the style of that id, then those that it is based on; the basic one last. */
    Deque<Element> chain(@Nullable String id) {
        Deque<Element> chain = new ArrayDeque<>();
        @Nullable String next = id == null || id.isEmpty() ? ordinary : id;
        while (next != null && styles.get(next) != null && chain.size() < DEEPEST) {
            Element style = styles.get(next);
            chain.add(style);
            next = Xml.value(style, "basedOn");
        }
        return chain;
    }

    /** Returns the CSS of a paragraph, that of its letters included. */
    Map<String, String> paragraph(Element paragraph) {
        Map<String, String> css = new LinkedHashMap<>();
        Deque<Element> chain = chain(Xml.value(paragraph, "pPr", "pStyle"));
        defaults.flatMap(found -> Xml.find(found, "pPrDefault", "pPr")).ifPresent(found -> ofParagraph(found, css));
        defaults.flatMap(found -> Xml.find(found, "rPrDefault", "rPr")).ifPresent(found -> ofRun(found, css));
        chain.descendingIterator().forEachRemaining(style -> {
            Xml.find(style, "pPr").ifPresent(found -> ofParagraph(found, css));
            Xml.find(style, "rPr").ifPresent(found -> ofRun(found, css));
        });
        Xml.find(paragraph, "pPr").ifPresent(found -> ofParagraph(found, css));
        return css;
    }

    /** Returns the CSS in which a run differs from its paragraph. */
    Map<String, String> run(Element run) {
        Map<String, String> css = new LinkedHashMap<>();
        String style = Xml.value(run, "rPr", "rStyle");
        if (!style.isEmpty()) {
            chain(style)
                    .descendingIterator()
                    .forEachRemaining(each -> Xml.find(each, "rPr").ifPresent(found -> ofRun(found, css)));
        }
        Xml.find(run, "rPr").ifPresent(found -> ofRun(found, css));
        return css;
    }

    private static void ofParagraph(Element properties, Map<String, String> css) {
        switch (Xml.value(properties, "jc")) {
            case "both", "distribute" -> css.put("text-align", "justify");
            case "center" -> css.put("text-align", "center");
            case "right", "end" -> css.put("text-align", "right");
            case "left", "start" -> css.put("text-align", "left");
            default -> {}
        }
        Xml.find(properties, "ind").ifPresent(indent -> {
            indent(indent, "left", "margin-left", 1, css);
            indent(indent, "start", "margin-left", 1, css);
            indent(indent, "right", "margin-right", 1, css);
            indent(indent, "end", "margin-right", 1, css);
            indent(indent, "firstLine", "text-indent", 1, css);
            indent(indent, "hanging", "text-indent", -1, css);
        });
        Xml.find(properties, "spacing").ifPresent(spacing -> {
            Xml.number(spacing, "before").ifPresent(twips -> css.put("margin-top", points(twips / 20)));
            Xml.number(spacing, "after").ifPresent(twips -> css.put("margin-bottom", points(twips / 20)));
            Xml.number(spacing, "line").ifPresent(line -> {
                boolean proportional = Xml.attribute(spacing, "lineRule").matches("|auto");
                css.put("line-height", proportional ? decimal(1.2 * line / 240) : points(line / 20));
            });
        });
        Xml.find(properties, "pBdr", "top").ifPresent(line -> border(line, "top", css));
        Xml.find(properties, "pBdr", "bottom").ifPresent(line -> border(line, "bottom", css));
        turn(properties, "pageBreakBefore", "page-break-before", "always", css);
        turn(properties, "keepNext", "page-break-after", "avoid", css);
        turn(properties, "keepLines", "page-break-inside", "avoid", css);
    }

    /** An indent in characters wins over the same in twentieths of a point, as in Word. */
    private static void indent(Element indent, String side, String property, int sign, Map<String, String> css) {
        Optional<Double> characters = Xml.number(indent, side + "Chars").filter(hundredths -> hundredths != 0);
        characters.ifPresent(hundredths -> css.put(property, decimal(sign * hundredths / 100) + "em"));
        if (characters.isEmpty()) {
            Xml.number(indent, side).ifPresent(twips -> css.put(property, points(sign * twips / 20)));
        }
    }

    private static void border(Element line, String side, Map<String, String> css) {
        css.put("border-" + side, line(line));
        css.put("padding-" + side, points(Xml.number(line, "space").orElse(0d)));
    }

    /** Returns a border's CSS. */
    static String line(Element line) {
        String colour = Xml.attribute(line, "color");
        return Xml.attribute(line, "val").matches("nil|none|")
                ? "none"
                : "%s %s #%s"
                        .formatted(
                                points(Xml.number(line, "sz").orElse(4d) / 8),
                                Xml.attribute(line, "val").equals("double") ? "double" : "solid",
                                colour.matches("[0-9A-Fa-f]{6}") ? colour : "000000");
    }

    private static void ofRun(Element properties, Map<String, String> css) {
        Xml.find(properties, "rFonts").ifPresent(fonts -> {
            String east = Xml.attribute(fonts, "eastAsia");
            String west = Xml.attribute(fonts, "ascii");
            if (!east.isEmpty()) {
                css.put("font-family", Typeface.stack(west, east));
            }
        });
        Xml.find(properties, "sz")
                .flatMap(size -> Xml.number(size, "val"))
                .ifPresent(halves -> css.put("font-size", points(halves / 2)));
        Xml.find(properties, "spacing")
                .flatMap(spacing -> Xml.number(spacing, "val"))
                .ifPresent(twips -> css.put("letter-spacing", points(twips / 20)));
        String colour = Xml.value(properties, "color");
        if (colour.matches("[0-9A-Fa-f]{6}")) {
            css.put("color", "#" + colour);
        }
        if (Xml.find(properties, "b").isPresent()) {
            css.put("font-weight", Xml.on(properties, "b") ? "bold" : "normal");
        }
        turn(properties, "i", "font-style", "italic", css);
        if (!Xml.value(properties, "u").matches("|none")) {
            css.put("text-decoration", "underline");
        }
        turn(properties, "strike", "text-decoration", "line-through", css);
        switch (Xml.value(properties, "vertAlign")) {
            case "superscript" -> css.put("vertical-align", "super");
            case "subscript" -> css.put("vertical-align", "sub");
            default -> {}
        }
    }

    private static void turn(Element properties, String name, String property, String value, Map<String, String> css) {
        if (Xml.on(properties, name)) {
            css.put(property, value);
        } else if (Xml.find(properties, name).isPresent()) {
            css.remove(property);
        }
    }

    /** Returns a style attribute's value. */
    static String css(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> property.getKey() + ":" + property.getValue())
                .collect(Collectors.joining(";"));
    }

    static String points(double points) {
        return decimal(points) + "pt";
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number).replaceAll("\\.?0+$", "");
    }
}
