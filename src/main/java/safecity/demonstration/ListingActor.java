package safecity.demonstration;

import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.engine.OpenTasks;
import safecity.evidence.EvidenceChanges;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.Item;
import safecity.supervision.ListingDesk;
import safecity.unit.Units;

/** Does the tasks of a listing the way diligent people would. */
@Component
class ListingActor {

    private static final String TEAM = "duban、zhuanjia、zhuanjia2";

    private final ListingDesk desk;
    private final OpenTasks tasks;
    private final People people;
    private final EvidenceChanges evidence;
    private final Clock clock;

    ListingActor(ListingDesk desk, OpenTasks tasks, People people, EvidenceChanges evidence, Clock clock) {
        this.desk = desk;
        this.tasks = tasks;
        this.people = people;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** The hazard's locality begins a proposal. */
    void begin(Item item) {
        desk.open(item, first(Objects.requireNonNull(item.locality())));
    }

    /** Returns the task that is to be done next; empty if the story leaves the listing where it is. */
    Optional<CurrentStep> next(List<CurrentStep> open, ListingStory story) {
        return open.stream()
                .filter(step -> step.process().startsWith("listing")
                        || step.process().equals("supervision")
                        || signsNotice(step))
                .filter(step -> !step.element().equals(story.until()))
                .filter(step -> plays(step, story))
                .findFirst();
    }

    /** The leading group signs the notice of a listing; the office's own letters are signed by the other stories. */
    private static boolean signsNotice(CurrentStep step) {
        return step.element().equals("decideIssue") && Units.LEADING_GROUP.equals(step.unit());
    }

    /** A report is sent on its last day; what follows from a deadline that has passed is left to whoever looks around. */
    private boolean plays(CurrentStep step, ListingStory story) {
        return switch (step.element()) {
            case "propose",
                    "judge",
                    "approve",
                    "prepareAnnouncement",
                    "announce",
                    "fileUpward",
                    "filePlan",
                    "reviewPlan",
                    "requestAcceptance",
                    "formTeam",
                    "acceptOnSite",
                    "announceDelisting",
                    "archive",
                    "decideIssue" -> true;
            case "report" ->
                story.reports()
                        && step.due() != null
                        && LocalDate.ofInstant(step.due(), clock.getZone()).equals(today());
            default -> false;
        };
    }

    void perform(CurrentStep step, Item item, ListingStory story) {
        @Nullable String holder = step.assignee();
        Person person = holder == null ? first(String.valueOf(step.unit())) : people.require(holder);
        if (holder == null) {
            tasks.claim(step.taskId(), person.login(), groups(person));
        }
        long seed = item.id() * 100 + 50;
        switch (step.element()) {
            case "requestAcceptance" -> add(step, Phase.REQUEST, Picture.after(seed), "整改后.jpg", person);
            case "acceptOnSite" ->
                add(step, Phase.ACCEPTANCE, Picture.after(seed + person.login().length()), "现场验收.jpg", person);
            default -> {}
        }
        tasks.complete(step.taskId(), person.login(), groups(person), fields(step, item, story));
    }

    private void add(CurrentStep step, Phase phase, InputStream picture, String name, Person person) {
        evidence.add(step.taskId(), phase, picture, name, person);
    }

    private Map<String, Object> fields(CurrentStep step, Item item, ListingStory story) {
        String today = today().toString();
        String deadline = today().plusDays(story.days()).toString();
        return switch (step.element()) {
            case "propose" -> proposal(today, deadline);
            case "judge" -> Map.of("decision", "MAJOR", "opinion", "经集体讨论，符合重大事故隐患判定情形，建议挂牌督办。");
            case "approve" -> Map.of("decision", "APPROVED", "deadline", deadline, "opinion", "同意挂牌督办。");
            case "prepareAnnouncement" -> Map.of("publicTitle", story.title());
            case "announce" -> Map.of("place", "区政府网站", "address", "", "doneOn", today);
            case "fileUpward" -> Map.of("documentNo", "演示备案第%d号".formatted(story.no()), "doneOn", today);
            case "filePlan" -> plan(item, today().plusDays(story.days() / 2).toString());
            case "reviewPlan" -> Map.of("decision", "accept", "reasons", "目标明确、五落实齐全，同意。");
            case "report" -> Map.of("progress", "按方案推进，管控措施落实到位，专人值守。", "difficulties", "");
            case "requestAcceptance" ->
                Map.of("report", "已按方案完成整改，隐患消除。", "selfCheck", "自验", "selfChecker", "本单位安全管理科室");
            case "formTeam" -> Map.of("inspectors", TEAM, "inspectOn", today);
            case "acceptOnSite" -> Map.of("result", "passed", "opinion", "现场与整改报告一致，隐患已消除，同意摘牌。");
            case "announceDelisting" -> Map.of("address", "", "doneOn", today);
            case "archive" -> Map.of("note", "资料齐全");
            case "decideIssue" -> Map.of("decision", "issue", "demand", "");
            default -> throw new IllegalStateException("No story knows the task " + step.element());
        };
    }

    private static Map<String, Object> proposal(String today, String deadline) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("level", "DISTRICT");
        fields.put("reason", "危害和整改难度较大，须全部或者局部停产停业，并经一定时间整改治理方能排除。");
        fields.put("stopUse", true);
        fields.put("warningSigns", true);
        fields.put("measuredOn", today);
        fields.put("measuredBy", "属地安全管理部门");
        fields.put("deadline", deadline);
        return fields;
    }

    private static Map<String, Object> plan(Item item, String finishOn) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("goal", item.goal().isEmpty() ? "消除隐患" : item.goal());
        fields.put("responsibility", "单位主要负责人总负责，分管负责人具体负责");
        fields.put("measures", item.measures().isEmpty() ? "现场整改并复核" : item.measures());
        fields.put("funds", "列入本单位年度安全经费，专款专用");
        fields.put("finishOn", finishOn);
        fields.put("contingency", "整改期间设专人看护和警示标志，险情出现立即撤人");
        return fields;
    }

    private Person first(String unit) {
        return people.reachableIn(unit).get(0);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static List<String> groups(Person person) {
        return List.of(String.valueOf(person.unit()));
    }
}
