package safecity.notice;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/** The kinds of notices: how each is called, how it goes out, and what overtakes it. They are in {@code config/notices/kinds.csv}. */
@Component
class Kinds {

    private final Map<String, Kind> kinds;

    Kinds() {
        this(ReferenceFile.read("notices/kinds.csv", "kind", "label", "single", "lapses"));
    }

    Kinds(ReferenceFile file) {
        kinds = new LinkedHashMap<>();
        for (ReferenceRow row : file.rows()) {
            String single = row.oneOf("single", List.of("yes", "office", "no"));
            String lapses = row.text("lapses").isEmpty()
                    ? ""
                    : row.oneOf("lapses", List.of(Lapse.DEADLINE, Lapse.TASK, Lapse.CLAIM));
            Kind kind = new Kind(
                    row.required("kind"), row.required("label"), !single.equals("no"), single.equals("yes"), lapses);
            if (kinds.put(kind.name(), kind) != null) {
                throw row.wrong("“%s”重复，请只留一行".formatted(kind.name()));
            }
        }
    }

    /** What overtakes a notice that waits for the morning, as the table says it. */
    static final class Lapse {

        /** The item is closed or paused, or its deadline moved. */
        static final String DEADLINE = "deadline";

        /** No task of then is open any more. */
        static final String TASK = "task";

        /** No task of then is open and without an assignee any more. */
        static final String CLAIM = "claim";

        private Lapse() {}
    }

    /**
     * A kind of notice.
     *
     * @param name    name of its templates, such as {@code due-soon}
     * @param label   Chinese name
     * @param single  whether it goes out in a mail of its own; otherwise it waits for the morning's digest
     * @param anyHour whether it goes out in quiet hours too
     * @param lapses  what overtakes it while it waits, a word of {@link Lapse}; empty if nothing does
     */
    record Kind(String name, String label, boolean single, boolean anyHour, String lapses) {}

    Collection<Kind> all() {
        return kinds.values();
    }

    /** Returns a kind; one that has templates but no row yet is an ordinary one, so that a new notice does not stop a case. */
    Kind of(String name) {
        return kinds.getOrDefault(name, new Kind(name, "其他通知", false, false, ""));
    }

    /** Returns the names of the kinds that are overtaken in a way. */
    String[] lapsingBy(String lapse) {
        return kinds.values().stream()
                .filter(kind -> kind.lapses().equals(lapse))
                .map(Kind::name)
                .toArray(String[]::new);
    }
}
