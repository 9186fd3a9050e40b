package safecity.notice;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/** The kinds of notices: how each is called, and whether it may come at any hour. They are in {@code config/notices/kinds.csv}. */
@Component
class Kinds {

    private final Map<String, Kind> kinds;

    Kinds() {
        this(ReferenceFile.read("notices/kinds.csv", "kind", "label", "single"));
    }

    Kinds(ReferenceFile file) {
        kinds = new LinkedHashMap<>();
        for (ReferenceRow row : file.rows()) {
            Kind kind = new Kind(row.required("kind"), row.required("label"), row.yes("single"));
            if (kinds.put(kind.name(), kind) != null) {
                throw row.wrong("“%s”重复，请只留一行".formatted(kind.name()));
            }
        }
    }

    /**
     * A kind of notice.
     *
     * @param name   name of its templates, such as {@code due-soon}
     * @param label  Chinese name
     * @param single whether it goes out by itself at once; otherwise it waits for office hours
     */
    record Kind(String name, String label, boolean single) {}

    Collection<Kind> all() {
        return kinds.values();
    }

    /** Returns a kind; one that has templates but no row yet is an ordinary one, so that a new notice does not stop a case. */
    Kind of(String name) {
        return kinds.getOrDefault(name, new Kind(name, "其他通知", false));
    }
}
