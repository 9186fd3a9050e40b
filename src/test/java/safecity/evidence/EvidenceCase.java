package safecity.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import safecity.ApplicationTest;
import safecity.calendar.Deadline;
import safecity.engine.TaskChanged;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.NewItem;
import safecity.item.Verifier;

/** An item with an open task that takes files, held by a clerk of the responsible unit; others look on. */
abstract class EvidenceCase extends ApplicationTest {

    static final String UNIT = "qu-ying-ji-guan-li-ju";

    @Autowired
    Evidence evidence;

    @Autowired
    EvidenceStore store;

    @Autowired
    EvidenceChanges changes;

    @Autowired
    Items items;

    @Autowired
    ItemLog log;

    @Autowired
    People people;

    @Autowired
    ApplicationEventPublisher events;

    Person clerk;
    Person stranger;
    Person supervisor;
    Item item;
    String task;

    @BeforeEach
    void registerAnItemWithAnOpenTask() {
        clerk = people.require("yingjiguanliju");
        stranger = people.require("guizifenju");
        supervisor = people.require("duban");
        item = transaction.execute(status -> items.register(
                new NewItem(
                        "消防通道堵塞",
                        "区级检查",
                        "商场一层",
                        null,
                        null,
                        Grade.ORDINARY,
                        UNIT,
                        Verifier.OFFICE,
                        List.of(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        null,
                        UUID.randomUUID().toString(),
                        new Deadline(LocalDate.of(2020, 12, 31), false)),
                2020));
        task = openTask("rectification", "submitEvidence", UNIT, clerk.login());
    }

    EvidenceItem upload(Phase phase, byte[] bytes, String name) {
        return changes.add(task, phase, stream(bytes), name, clerk);
    }

    String openTask(String process, String element, String unit, String assignee) {
        String id = UUID.randomUUID().toString();
        tell(id, process, element, unit, assignee, true);
        return id;
    }

    void tell(String id, String process, String element, String unit, String assignee, boolean open) {
        events.publishEvent(new TaskChanged(id, item.number(), process, element, "提交整改佐证", unit, assignee, null, open));
    }

    static byte[] small(int number) {
        var image = Corpus.twoColours(8 + number, 8, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    void closeTask() {
        tell(task, "rectification", "submitEvidence", UNIT, clerk.login(), false);
    }
}
