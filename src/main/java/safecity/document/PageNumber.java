package safecity.document;

import org.w3c.dom.Element;

/** The line at the foot of a page: its text, and the number of the page where Word has a field for it. */
final class PageNumber {

    private final StringBuilder content = new StringBuilder();
    private final StringBuilder instruction = new StringBuilder();
    private boolean inInstruction;
    private boolean inResult;

    private PageNumber() {}

    /** Returns a footer's paragraph as CSS content, such as {@code "— " counter(page) " —"}. */
    static String content(Element paragraph) {
        PageNumber number = new PageNumber();
        Xml.all(paragraph, "r").forEach(run -> Xml.children(run).forEach(number::read));
        return number.content.isEmpty() ? "none" : number.content.toString().strip();
    }

    private void read(Element element) {
        switch (Xml.name(element)) {
            case "fldChar" -> field(Xml.attribute(element, "fldCharType"));
            case "instrText" -> instruction.append(element.getTextContent());
            case "t" -> {
                if (!inInstruction && !inResult) {
                    String text = element.getTextContent().replaceAll("[\"\\\\<>]", "");
                    content.append('"').append(text).append("\" ");
                }
            }
            default -> {}
        }
    }

    private void field(String type) {
        switch (type) {
            case "begin" -> {
                inInstruction = true;
                instruction.setLength(0);
            }
            case "separate" -> {
                inInstruction = false;
                inResult = true;
            }
            default -> {
                inInstruction = false;
                inResult = false;
                String asked = instruction.toString().strip();
                if (asked.startsWith("PAGE")) {
                    content.append("counter(page) ");
                } else if (asked.startsWith("NUMPAGES")) {
                    content.append("counter(pages) ");
                }
            }
        }
    }
}
