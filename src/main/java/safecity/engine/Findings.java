package safecity.engine;

import java.util.List;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong in one file; each finding names the file, the element by id and name, what is wrong and how to mend it. */
final class Findings {

    private final String file;
    private final List<String> messages;

    /**
     * Collects for a file.
     *
     * @param file     path as the designer knows it, such as {@code processes/rectification.bpmn}
     * @param messages where findings are added to
     */
    Findings(String file, List<String> messages) {
        this.file = file;
        this.messages = messages;
    }

    /** Whether nothing was found so far. */
    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Adds a finding about the file as a whole. */
    void add(String wrongAndRemedy) {
        messages.add(file + "：" + wrongAndRemedy);
    }

    /** Adds a finding about an element; where the element has no id, its nearest ancestor with one is named. */
    void add(ModelElementInstance element, String wrongAndRemedy) {
        messages.add(file + " 的 " + label(element) + "：" + wrongAndRemedy);
    }

    /** Adds a finding about something that has an id only. */
    void add(String id, String wrongAndRemedy) {
        messages.add(file + " 的 " + id + "：" + wrongAndRemedy);
    }

    private static String label(ModelElementInstance element) {
        ModelElementInstance named = element;
        while (idOf(named) == null && named.getParentElement() != null) {
            named = named.getParentElement();
        }
        String id = idOf(named);
        String name = named.getAttributeValue("name");
        return (id == null ? named.getElementType().getTypeName() : id) + (name == null ? "" : "“" + name + "”");
    }

    private static @Nullable String idOf(ModelElementInstance element) {
        return element.getAttributeValue("id");
    }
}
