package safecity.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads elements and attributes by their local names, whatever their prefix. */
final class Xml {

    private Xml() {}

    /** Returns the child elements. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Returns the child elements of a name. */
    static List<Element> children(Element parent, String name) {
        return children(parent).stream().filter(child -> is(child, name)).toList();
    }

    /** Returns the first element at the end of a path of names. */
    static Optional<Element> find(Element parent, String... path) {
        Optional<Element> at = Optional.of(parent);
        for (String name : path) {
            at = at.flatMap(element ->
                    children(element).stream().filter(child -> is(child, name)).findFirst());
        }
        return at;
    }

    /** Returns all elements of a name at any depth, in their order. */
    static List<Element> all(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Element child : children(parent)) {
            if (is(child, name)) {
                found.add(child);
            }
            found.addAll(all(child, name));
        }
        return found;
    }

    static boolean is(Element element, String name) {
        return name.equals(name(element));
    }

    static String name(Element element) {
        String local = element.getLocalName();
        return local == null ? element.getTagName() : local;
    }

    /** Returns an attribute; empty if it is not there. */
    static String attribute(Element element, String name) {
        for (int index = 0; index < element.getAttributes().getLength(); index++) {
            Node attribute = element.getAttributes().item(index);
            if (name.equals(attribute.getLocalName())) {
                return attribute.getNodeValue();
            }
        }
        return "";
    }

    /** Returns attribute {@code val} of the element at the end of a path; empty if there is none. */
    static String value(Element parent, String... path) {
        return find(parent, path).map(element -> attribute(element, "val")).orElse("");
    }

    /** Whether a switch such as {@code <w:b/>} is on. */
    static boolean on(Element parent, String name) {
        return find(parent, name)
                .map(element -> attribute(element, "val"))
                .filter(value -> !value.matches("0|false|off|none"))
                .isPresent();
    }

    /** Returns a number of an attribute; empty if there is none. */
    static Optional<Double> number(Element element, String name) {
        String text = attribute(element, name);
        return text.matches("-?\\d+(\\.\\d+)?") ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
