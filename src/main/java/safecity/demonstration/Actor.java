package safecity.demonstration;

import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import safecity.engine.OpenTasks;
import safecity.evidence.EvidenceChanges;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.Item;
import safecity.unit.Units;

/** Does a task of an item the way a diligent person would. */
@Component
class Actor {

    private final OpenTasks tasks;
    private final People people;
    private final EvidenceChanges evidence;
    private final Clock clock;
    private final Set<Long> reportedProgress = new HashSet<>();
    private final Set<Long> refusedOnce = new HashSet<>();

    Actor(OpenTasks tasks, People people, EvidenceChanges evidence, Clock clock) {
        this.tasks = tasks;
        this.people = people;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * Whether a story plays the task: those of the trunk, and of the documents the office's letters until their recipient has signed for them. What else
     * opens beside an item is left to whoever looks around.
     */
    boolean plays(CurrentStep step) {
        if (step.process().startsWith("listing")) {
            return false;
        }
        return switch (step.element()) {
            case "signFor",
                    "preparePlan",
                    "reviewPlan",
                    "carryOut",
                    "submitEvidence",
                    "verify",
                    "checkOnSite",
                    "reassess" -> true;
            case "decideIssue" -> Units.OFFICE.equals(step.unit());
            case "signForSlip" -> !Units.LEADING_GROUP.equals(step.unit());
            default -> false;
        };
    }

    /** Claims and completes the task; verification refuses the item once if the story says so. */
    void perform(CurrentStep step, Item item, boolean refuse) {
        Person person = step.assignee() == null
                ? people.reachableIn(String.valueOf(step.unit())).get(0)
                : people.require(step.assignee());
        if (step.assignee() == null) {
            tasks.claim(step.taskId(), person.login(), groups(person));
        }
        upload(step, item, person);
        tasks.complete(step.taskId(), person.login(), groups(person), fields(step, item, refuse));
    }

    private void upload(CurrentStep step, Item item, Person person) {
        long seed = item.id() * 100 + item.round() * 10L;
        switch (step.element()) {
            case "submitEvidence" -> {
                add(step, Phase.BEFORE, Picture.before(seed), "整改前.jpg", person);
                add(step, Phase.AFTER, Picture.after(seed), "整改后.jpg", person);
            }
            case "checkOnSite" -> add(step, Phase.CHECK, Picture.after(seed + 5), "现场抽查.jpg", person);
            default -> {}
        }
    }

    private void add(CurrentStep step, Phase phase, InputStream picture, String name, Person person) {
        evidence.add(step.taskId(), phase, picture, name, person);
    }

    private Map<String, Object> fields(CurrentStep step, Item item, boolean refuse) {
        return switch (step.element()) {
            case "signFor" -> Map.of("decision", "signFor");
            case "preparePlan" -> plan(item);
            case "reviewPlan" -> Map.of("decision", "accept", "reasons", "方案可行，同意实施。");
            case "carryOut" ->
                reportedProgress.add(item.id())
                        ? Map.of("progress", "已进场施工，完成约六成，按计划推进。", "finished", "no")
                        : Map.of("progress", "已按方案全部整改完毕，现场清理干净。", "finished", "yes");
            case "submitEvidence" -> Map.of("statement", "对照整改目标，各项措施已落实，整改前后照片见佐证材料。");
            case "verify" ->
                refuse && refusedOnce.add(item.id())
                        ? Map.of("decision", "refuse", "reasons", "照片未显示全部点位，请补充整改后照片并逐处说明。")
                        : Map.of("decision", "accept", "reasons", "现场核实，整改到位。");
            case "checkOnSite" -> Map.of("result", "passed", "findings", "现场与佐证材料一致，措施已落实。");
            case "reassess" -> Map.of("decision", "effective", "opinion", "达到整改目标，同意销号。");
            case "decideIssue" -> Map.of("decision", "issue", "demand", "");
            case "signForSlip" -> Map.of();
            default -> throw new IllegalStateException("No story knows the task " + step.element());
        };
    }

    private Map<String, Object> plan(Item item) {
        LocalDate today = LocalDate.now(clock);
        LocalDate finishOn = today.isAfter(item.approvedDeadline()) ? today.plusDays(5) : item.approvedDeadline();
        Map<String, Object> fields = new HashMap<>();
        fields.put("goal", item.goal().isEmpty() ? "消除隐患" : item.goal());
        fields.put("measures", item.measures().isEmpty() ? "现场整改并复核" : item.measures());
        fields.put("person", item.person().isEmpty() ? "分管负责人" : item.person());
        fields.put("finishOn", finishOn.toString());
        fields.put("funds", "列入本单位年度安全经费");
        fields.put("contingency", "整改期间设专人看护，设置警示标志，必要时停用");
        return fields;
    }

    private static List<String> groups(Person person) {
        return List.of(String.valueOf(person.unit()));
    }
}
