package safecity;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.engine.OpenTasks;
import safecity.engine.Processes;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.Items;

/** Cases for tests, worked on by the demonstration accounts as Tasklist would let them. */
@Component
public class Cases {

    public static final String LEAD = "qu-cheng-guan-wei";
    public static final String CLERK = "chengguanwei";
    public static final String COLLEAGUE = "chengguanwei2";
    public static final String LOCALITY = "huang-cun-zhen";
    public static final String LOCAL_CLERK = "huangcunzhen";
    public static final String OTHER_UNIT = "qu-xiao-fang-zhi-dui";
    public static final String OTHER_CLERK = "xiaofangzhidui";
    public static final String SUPERVISOR = "duban";
    public static final String EXPERT = "zhuanjia";

    private final Items items;
    private final CurrentSteps steps;
    private final People people;
    private final OpenTasks tasks;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final DrawNumbers drawNumbers;
    private final TransactionTemplate transaction;
    private final ObjectProvider<MockMvc> mvc;
    private final Clock clock;

    Cases(
            Items items,
            CurrentSteps steps,
            People people,
            OpenTasks tasks,
            Processes processes,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ObjectProvider<MockMvc> mvc,
            Clock clock) {
        this.items = items;
        this.steps = steps;
        this.people = people;
        this.tasks = tasks;
        this.processes = processes;
        this.jdbc = jdbc;
        this.drawNumbers = new DrawNumbers(jdbc);
        this.transaction = transaction;
        this.mvc = mvc;
        this.clock = clock;
    }

    /** Registers an item without starting its trunk. */
    public Item registered(UnaryOperator<TestItem> wishes) {
        TestItem wanted = wishes.apply(new TestItem(LocalDate.now(clock)));
        return transaction.execute(
                status -> items.register(wanted.build(), drawNumbers.yearWithNext(wanted.drawNumber())));
    }

    /** Registers an item and starts its trunk. */
    public Item dispatched(UnaryOperator<TestItem> wishes) {
        Item item = registered(wishes);
        processes.start("problem", item.number(), Map.of("problemId", item.id()));
        return item;
    }

    /** Registers an ordinary item and starts its trunk. */
    public Item dispatched() {
        return dispatched(item -> item);
    }

    /** Returns a dispatched item that its unit signed for. */
    public Item signedFor(UnaryOperator<TestItem> wishes) {
        Item item = dispatched(wishes);
        complete(item, clerkOf(item), "signFor", Map.of("decision", "signFor"));
        return item;
    }

    /** Returns an item whose plan was accepted. */
    public Item underWay(UnaryOperator<TestItem> wishes) {
        Item item = signedFor(wishes);
        plan(item);
        return item;
    }

    /** Returns an item that waits for verification. */
    public Item submitted(UnaryOperator<TestItem> wishes) {
        Item item = underWay(wishes);
        carryOutAndSubmit(item);
        return item;
    }

    /** Returns an item that was verified, and so waits for the spot-check or the re-assessment. */
    public Item verified(UnaryOperator<TestItem> wishes) {
        Item item = submitted(wishes);
        verify(item, "accept");
        return item;
    }

    /** Has the round's plan made and accepted. */
    public void plan(Item item) {
        complete(item, clerkOf(item), "preparePlan", planOf(item));
        complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "accept"));
    }

    /** Has the round's work done, proved with a photo and submitted. */
    public void carryOutAndSubmit(Item item) {
        complete(item, clerkOf(item), "carryOut", Map.of("progress", "已补齐", "finished", "yes"));
        upload(item, clerkOf(item), "submitEvidence", Phase.AFTER);
        complete(item, clerkOf(item), "submitEvidence", Map.of("statement", "井盖已全部补齐"));
    }

    /** Has the submission judged by whoever verifies. */
    public void verify(Item item, String decision) {
        String verifier = step(item, "verify").unit().equals(LOCALITY) ? LOCAL_CLERK : SUPERVISOR;
        complete(item, verifier, "verify", Map.of("decision", decision, "reasons", "现场核对"));
    }

    /** Has the round checked on site, with a photo. */
    public void checkOnSite(Item item, String result) {
        upload(item, EXPERT, "checkOnSite", Phase.CHECK);
        complete(item, EXPERT, "checkOnSite", Map.of("result", result, "findings", "井盖型号不符"));
    }

    /** Has the round's effect judged. */
    public void reassess(Item item, String decision) {
        complete(item, SUPERVISOR, "reassess", Map.of("decision", decision, "opinion", "一周内又有三处缺失"));
    }

    /** Returns the fields of a plan that is in order. */
    public Map<String, Object> planOf(Item item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("goal", "井盖完好率 100%");
        fields.put("measures", "更换并加装防坠网");
        fields.put("person", "李四 科长");
        fields.put("finishOn", items.find(item.id()).approvedDeadline().toString());
        fields.put("funds", "5 万元，部门预算");
        fields.put("contingency", "设围挡和警示灯");
        return fields;
    }

    /** Claims the task unless the person holds it already, and completes it. */
    public void complete(Item item, String login, String element, Map<String, Object> fields) {
        CurrentStep step = claimed(item, login, element);
        submit(step, login, fields);
    }

    /** Completes a task as the person, who may or may not hold it. */
    public void submit(CurrentStep step, String login, Map<String, Object> fields) {
        tasks.complete(step.taskId(), login, groupsOf(login), fields);
    }

    /** Claims the task unless the person holds it already. */
    public CurrentStep claimed(Item item, String login, String element) {
        CurrentStep step = step(item, element);
        if (!login.equals(step.assignee())) {
            tasks.claim(step.taskId(), login, groupsOf(login));
        }
        return step(item, element);
    }

    /** Uploads a photo of its own in the task, which the person claims first. */
    public void upload(Item item, String login, String element, Phase phase) {
        CurrentStep step = claimed(item, login, element);
        Person person = people.require(login);
        try {
            mvc.getObject()
                    .perform(multipart("/tasks/{task}/evidence", step.taskId())
                            .file(new MockMultipartFile("file", "照片.jpg", "image/jpeg", photo()))
                            .param("phase", phase.name())
                            .with(user(person))
                            .with(csrf()))
                    .andExpect(status().isCreated());
        } catch (Exception failure) {
            throw new AssertionError("The photo was not taken", failure);
        }
    }

    /** Returns the open task of an element. */
    public CurrentStep step(Item item, String element) {
        return steps.of(item.number()).stream()
                .filter(step -> step.element().equals(element))
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s is not at %s but at %s".formatted(item.number(), element, at(item))));
    }

    /** Returns the elements of the case's open tasks. */
    public List<String> at(Item item) {
        return steps.of(item.number()).stream().map(CurrentStep::element).toList();
    }

    /** Returns the item as it stands now. */
    public Item now(Item item) {
        return items.find(item.id());
    }

    /** Returns who was told about an item: {@code kind recipient}. */
    public List<String> told(Item item) {
        return jdbc.sql("select kind || ' ' || recipient from safecity.notice where item_id = :id order by id")
                .param("id", item.id())
                .query(String.class)
                .list();
    }

    private String clerkOf(Item item) {
        String unit = now(item).leadUnit();
        return people.all().stream()
                .filter(person -> unit.equals(person.unit()) && person.isEnabled())
                .map(Person::login)
                .findFirst()
                .orElseThrow();
    }

    private Set<String> groupsOf(String login) {
        String unit = people.require(login).unit();
        return unit == null ? Set.of() : Set.of(unit);
    }

    private static byte[] photo() throws Exception {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return bytes.toByteArray();
    }
}
