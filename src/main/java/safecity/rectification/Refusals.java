package safecity.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import safecity.document.Draft;
import safecity.document.Drafts;
import safecity.engine.Processes;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.notice.Outbox;
import safecity.unit.Units;

/** What follows when a plan or an item was refused: the unit is told, and when it was refused again the office, and the unit gets it in writing. */
@Component
class Refusals {

    private final Submissions submissions;
    private final Drafts drafts;
    private final Processes processes;
    private final Outbox outbox;
    private final ItemLog log;
    private final Clock clock;

    Refusals(Submissions submissions, Drafts drafts, Processes processes, Outbox outbox, ItemLog log, Clock clock) {
        this.submissions = submissions;
        this.drafts = drafts;
        this.processes = processes;
        this.outbox = outbox;
        this.log = log;
        this.clock = clock;
    }

    void tellUnit(Item item, String reasons) {
        outbox.tellUnit(item.leadUnit(), item.id(), "returned", LocalDate.now(clock), Map.of("reasons", reasons));
    }

    void tellOffice(Item item) {
        log.append(item.id(), null, "报告创安办", "核查已 %d 次未通过".formatted(item.refusals()));
        outbox.tellUnit(
                Units.OFFICE,
                item.id(),
                "refused-twice",
                LocalDate.now(clock),
                Map.of("refusals", item.refusals(), "reasons", submissions.refusalReasons(item.id())));
    }

    void draft(Item item, String kind, String occasion) {
        Map<String, String> facts = Map.of(
                "refusals", Integer.toString(item.refusals()), "opinions", submissions.refusalReasons(item.id()));
        String about = "refusal " + item.refusals();
        long id = drafts.add(Draft.to(item.leadUnit(), item.id(), kind, occasion, about, facts));
        processes.start("slip", item.number(), Map.of("problemId", item.id(), "slipId", id));
    }
}
