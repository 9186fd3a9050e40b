package safecity;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.camunda.bpm.engine.ProcessEngine;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.springframework.jdbc.core.simple.JdbcClient;
import safecity.evidence.Phase;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;
import safecity.item.Verifier;

/** What the matrix of rights is tried on: for each relation of a person to a thing, the ids that stand in addresses. Made in the test's transaction. */
final class AuthzObjects {

    private static final String OTHER_LOCALITY = "xi-hong-men-zhen";

    private final Cases cases;
    private final ProcessEngine engine;
    private final JdbcClient jdbc;
    private final byte[] letter;
    private final Map<Target, Map<String, String>> shared = new LinkedHashMap<>();

    AuthzObjects(Cases cases, ProcessEngine engine, JdbcClient jdbc) throws IOException {
        this.letter = letter();
        this.cases = cases;
        this.engine = engine;
        this.jdbc = jdbc;
        jdbc.sql("""
                insert into safecity.document_file (sha256, docx, created_at)
                values (encode(sha256(:docx), 'hex'), :docx, now())
                on conflict (sha256) do nothing""").param("docx", letter).update();
    }

    /** A Word file with a picture in it. */
    private static byte[] letter() throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture);
        try (XWPFDocument word = new XWPFDocument();
                var file = new ByteArrayOutputStream()) {
            word.createParagraph()
                    .createRun()
                    .addPicture(
                            new ByteArrayInputStream(picture.toByteArray()),
                            PictureType.PNG,
                            "image1.png",
                            Units.toEMU(8),
                            Units.toEMU(8));
            CTSectPr paper = word.getDocument().getBody().addNewSectPr();
            paper.addNewPgSz().setW(BigInteger.valueOf(11906));
            paper.getPgSz().setH(BigInteger.valueOf(16838));
            CTPageMar margins = paper.addNewPgMar();
            margins.setTop(BigInteger.valueOf(1134));
            margins.setBottom(BigInteger.valueOf(1134));
            margins.setLeft(BigInteger.valueOf(1134));
            margins.setRight(BigInteger.valueOf(1134));
            word.write(file);
            return file.toByteArray();
        } catch (InvalidFormatException impossible) {
            throw new IOException(impossible);
        }
    }

    /** How a thing stands to the person who asks for it. */
    enum Target {
        /** Of the own unit; its task is the person's. */
        OWN,
        /** Of the own unit; its task is a colleague's. */
        COLLEAGUES,
        /** Of the own unit, and closed. */
        FINISHED,
        /** Of a unit that the person has nothing to do with. */
        FOREIGN,
        /** Not there at all. */
        ABSENT
    }

    /** Returns the ids by the names that the matrix gives them ({@code item}, {@code task}, {@code evidence}…). */
    Map<String, String> of(Target target, Person person) {
        return switch (target) {
            case OWN -> taskOf(person);
            case COLLEAGUES -> shared.computeIfAbsent(target, each -> submission(wish -> wish, Cases.COLLEAGUE));
            case FINISHED -> shared.computeIfAbsent(target, each -> finished());
            case FOREIGN -> shared.computeIfAbsent(target, each -> foreign());
            case ABSENT -> absent();
        };
    }

    private final Map<String, Map<String, String>> own = new LinkedHashMap<>();

    private Map<String, String> taskOf(Person person) {
        return own.computeIfAbsent(person.login(), login -> {
            if (person.has(Role.EXPERT)) {
                return siteCheck(login);
            }
            if (person.has(Role.SUPERVISOR)) {
                return review(login);
            }
            boolean ofTheLead = person.worksFor(Cases.LEAD);
            return submission(wish -> wish, ofTheLead ? login : Cases.CLERK);
        });
    }

    private Map<String, String> submission(UnaryOperator<TestItem> wishes, String holder) {
        Item item = cases.underWay(wishes);
        String worker = holder.equals(Cases.OTHER_CLERK) ? holder : Cases.CLERK;
        cases.complete(item, worker, "carryOut", Map.of("progress", "已补齐", "finished", "yes"));
        cases.upload(item, holder, "submitEvidence", Phase.AFTER);
        return ids(item, cases.step(item, "submitEvidence").taskId());
    }

    private Map<String, String> siteCheck(String expert) {
        Item item = cases.verified(wish -> wish.drawn(0));
        cases.upload(item, expert, "checkOnSite", Phase.CHECK);
        return ids(item, cases.step(item, "checkOnSite").taskId());
    }

    private Map<String, String> review(String supervisor) {
        Item item = cases.verified(wish -> wish);
        return ids(item, cases.claimed(item, supervisor, "reassess").taskId());
    }

    private Map<String, String> finished() {
        Item item = cases.submitted(wish -> wish);
        String task = cases.step(item, "verify").taskId();
        cases.verify(item, "accept");
        cases.reassess(item, "effective");
        return ids(item, task);
    }

    private Map<String, String> foreign() {
        return submission(
                wish -> wish.ledBy(Cases.OTHER_UNIT).in(OTHER_LOCALITY).verifiedBy(Verifier.LOCALITY),
                Cases.OTHER_CLERK);
    }

    private Map<String, String> ids(Item item, String task) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("item", item.number());
        ids.put("task", task);
        ids.put("evidence", evidenceOf(item));
        ids.put("document", documentOf(item));
        String listing = listingOf(item);
        publish(item);
        ids.put("listing", listing);
        ids.put("card", "GP-2020-%06d".formatted(item.id() % 1_000_000));
        ids.put("unit", item.leadUnit());
        ids.put("instance", instanceOf(item));
        return ids;
    }

    private String evidenceOf(Item item) {
        return one("select min(id) from safecity.evidence where item_id = :item", item);
    }

    private String documentOf(Item item) {
        return one("""
                insert into safecity.document (item_id, kind, recipient, occasion, status, number, file, reply_by, drafted_at, issued_at,
                                               serving, served_how, served_on, served_at)
                values (:item, 'supervision-letter', (select lead_unit from safecity.item where id = :item), '超过整改时限', 'ISSUED',
                        'T-' || :item, encode(sha256(:docx), 'hex'), '2020-07-01', now(), now(), 'SYSTEM', '系统送达', '2020-06-01', now())
                returning id""", item);
    }

    private String listingOf(Item item) {
        return one("""
                insert into safecity.listing (item_id, state, level, opened_by, opened_at, changed_at, item_deadline, number, listed_at, deadline)
                values (:item, 'LISTED', 'DISTRICT', 'duban', now(), now(), '2020-07-01',
                        'GP-2020-' || lpad((:item % 1000000)::text, 6, '0'), now(), '2020-07-31')
                returning id""", item);
    }

    private void publish(Item item) {
        jdbc.sql("""
                insert into safecity.publication (number, item_id, title, place, unit, level, listed_on, deadline, published_at, published_by)
                select number, item_id, '井盖缺失', '黄村镇', '区城管委', '区级', '2020-06-01', deadline, now(), 'duban'
                  from safecity.listing where item_id = :item""").param("item", item.id()).update();
    }

    private String instanceOf(Item item) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(item.number())
                .processDefinitionKey("problem")
                .singleResult()
                .getId();
    }

    private String one(String query, Item item) {
        var statement = jdbc.sql(query).param("item", item.id());
        return String.valueOf((query.contains(":docx") ? statement.param("docx", letter) : statement)
                .query(Long.class)
                .single());
    }

    private static Map<String, String> absent() {
        return Map.of(
                "item", "WT-2020-99999",
                "task", UUID.randomUUID().toString(),
                "evidence", "999999999",
                "document", "999999999",
                "listing", "999999999",
                "card", "GP-2020-999999",
                "unit", "no-such-unit",
                "instance", UUID.randomUUID().toString());
    }
}
