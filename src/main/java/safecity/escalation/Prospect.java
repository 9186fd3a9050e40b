package safecity.escalation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.item.Lamp;

/**
 * Something that will fire unless the item is finished, extended or paused before.
 *
 * @param at       when
 * @param lamp     how urgent it is; null if it is about a task
 * @param act      what the timeline will call it
 * @param about    step that it is about; empty if it is about the item
 * @param told     who is told, in Chinese, such as 区城管委负责人
 * @param document Chinese name of the document that is drafted then, for a person to decide on; empty if none
 */
record Prospect(Instant at, @Nullable Lamp lamp, String act, String about, List<String> told, String document) {

    /** Everything but the moment, in a sentence. */
    public String words() {
        return act
                + (about.isEmpty() ? "" : "“" + about + "”")
                + (told.isEmpty() ? "" : "，通知" + String.join("、", told))
                + (document.isEmpty() ? "" : "，拟制" + document);
    }
}
