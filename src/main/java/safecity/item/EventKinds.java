package safecity.item;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/** 事件种类: to which kind an act of the timeline belongs. Data in {@code config/event-kinds.csv}; an act that is not there is of the last kind. */
@Component
public class EventKinds {

    private static final Kind OTHER = new Kind("other", "其他");

    private final List<Kind> kinds;
    private final Map<String, Kind> byAct = new HashMap<>();

    EventKinds() {
        ReferenceFile file = ReferenceFile.read("event-kinds.csv", "kind", "title", "acts");
        List<Kind> known = new ArrayList<>();
        for (ReferenceRow row : file.rows()) {
            Kind kind = new Kind(row.required("kind"), row.required("title"));
            known.add(kind);
            for (String act : row.names("acts")) {
                if (byAct.put(act, kind) != null) {
                    throw row.wrong("“%s”已属于另一种事件".formatted(act));
                }
            }
        }
        known.add(OTHER);
        this.kinds = List.copyOf(known);
    }

    /** A kind, by its name in the interface and in Chinese. */
    public record Kind(String name, String title) {}

    /** Returns all kinds. */
    public List<Kind> all() {
        return kinds;
    }

    /** Returns the kind of a name. */
    public Optional<Kind> of(String name) {
        return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** Returns the kind of an act, as the timeline names it. */
    public Kind ofAct(String act) {
        return byAct.getOrDefault(act, OTHER);
    }
}
