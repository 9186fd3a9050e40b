package safecity.supervision;

import static safecity.Cases.SUPERVISOR;

import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.PhotographedCase;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.document.LetterWriter;
import safecity.engine.OpenTasks;
import safecity.item.Item;

/** The documents of listings for tests: who signs them, and what is done at the tasks at which they wait. */
abstract class LetterCase extends PhotographedCase {

    static final String LEADER = "lingdao";

    @Autowired
    Listings listings;

    @Autowired
    DocumentRegister register;

    @Autowired
    LetterWriter writer;

    @Autowired
    OpenTasks openTasks;

    Listing listing(Item item) {
        return listings.of(item.id()).get(0);
    }

    /** Has the last draft of a kind about the hazard's listing signed by somebody of the unit whose it is. */
    Document sign(Item item, String kind) {
        return decide(item, kind, Map.of("decision", "issue"));
    }

    Document decide(Item item, String kind, Map<String, Object> fields) {
        Document draft = document(item, kind);
        String signer = draft.kind().signer().equals("qu-chuang-an-ban") ? SUPERVISOR : LEADER;
        work(draft, signer, "decideIssue", fields);
        return document(item, kind);
    }

    /** Returns what a letter says, without annex and receipt. */
    String text(Document letter) {
        return writer.plain(letter);
    }

    /** Claims and completes the task at which a document waits. */
    void work(Document document, String login, String element, Map<String, Object> fields) {
        String task = openTasks
                .waitingAt(String.valueOf(document.instance()), element)
                .orElseThrow(() -> new AssertionError("%s is not at %s".formatted(document.label(), element)));
        Set<String> groups = Set.of(people.unitOf(login));
        openTasks.claim(task, login, groups);
        openTasks.complete(task, login, groups, fields);
    }

    /** Returns the last document of a kind about the hazard's listing. */
    Document document(Item item, String kind) {
        return register.last(item.id(), kind, "listing " + listing(item).id())
                .orElseThrow(() -> new AssertionError("No " + kind + " of " + item.number()));
    }
}
