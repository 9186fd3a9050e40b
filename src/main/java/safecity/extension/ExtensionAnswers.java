package safecity.extension;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.document.Draft;
import safecity.document.Drafts;
import safecity.engine.Answer;
import safecity.engine.Processes;
import safecity.item.Item;
import safecity.item.Items;
import safecity.notice.Outbox;

/** What a unit is answered: a mail at once, and a document that a leader signs. */
@Component
class ExtensionAnswers {

    private final Items items;
    private final Drafts drafts;
    private final Processes processes;
    private final Outbox outbox;
    private final Clock clock;

    ExtensionAnswers(Items items, Drafts drafts, Processes processes, Outbox outbox, Clock clock) {
        this.items = items;
        this.drafts = drafts;
        this.processes = processes;
        this.outbox = outbox;
        this.clock = clock;
    }

    void tell(Extension extension, String kind) {
        Map<String, Object> facts = Map.of(
                "askedDays", number(extension.askedDays()),
                "grantedDays", number(extension.grantedDays()),
                "reasons", Answer.text(extension.decision()));
        outbox.tellUnit(extension.unit(), extension.itemId(), kind, LocalDate.now(clock), facts);
    }

    private static int number(@Nullable Integer days) {
        return days == null ? 0 : days;
    }

    void draft(Extension extension, String kind) {
        Item item = items.find(extension.itemId());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("askedDays", Integer.toString(number(extension.askedDays())));
        if (extension.grantedDays() != null) {
            facts.put("grantedDays", extension.grantedDays().toString());
            facts.put("newDeadline", item.approvedDeadline().toString());
        }
        facts.put("reasons", Answer.text(extension.decision()));
        String occasion = "责任单位申请延期 %s 个工作日".formatted(facts.get("askedDays"));
        long id =
                drafts.add(Draft.to(extension.unit(), item.id(), kind, occasion, "extension " + extension.id(), facts));
        processes.start("slip", item.number(), Map.of("problemId", item.id(), "slipId", id));
    }
}
