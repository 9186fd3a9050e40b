package safecity.problemlist;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.calendar.Counting;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.engine.Steps;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.NewItem;
import safecity.item.Verifier;
import safecity.problemlist.Grading.Answer;
import safecity.problemlist.ProblemList.Status;
import safecity.unit.Units;

/** 问题清单: what {@code problemlist.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("problemlist")
public class ProblemlistSteps {

    private static final int BATCH = 100;
    private static final int LONGEST_OPINION = 1_000;

    private final ProblemLists lists;
    private final ListRows rows;
    private final Grading grading;
    private final Items items;
    private final ItemLog log;
    private final WorkingDays calendar;
    private final Decisions decisions;
    private final Processes processes;
    private final Clock clock;

    ProblemlistSteps(
            ProblemLists lists,
            ListRows rows,
            Grading grading,
            Items items,
            ItemLog log,
            WorkingDays calendar,
            Decisions decisions,
            Processes processes,
            Clock clock) {
        this.lists = lists;
        this.rows = rows;
        this.grading = grading;
        this.items = items;
        this.log = log;
        this.calendar = calendar;
        this.decisions = decisions;
        this.processes = processes;
        this.clock = clock;
    }

    /** Proposes grade, lead, deadline and verifier of every chosen row by decision {@code triage}; what the list gives is kept. */
    public void proposeGrades(long listId) {
        Map<Map<String, @Nullable Object>, Map<String, Object>> asked = new HashMap<>();
        Map<Integer, String> leadOfTask = new HashMap<>();
        LocalDate today = LocalDate.now(clock);
        for (StoredRow row : grading.waiting(listId)) {
            String taskLead = row.mainTaskNo() == null
                    ? ""
                    : leadOfTask.computeIfAbsent(
                            row.mainTaskNo(), no -> Objects.requireNonNullElse(grading.leadOfTask(no), ""));
            String listLead = row.lead() == null ? "" : row.lead();
            String lead = listLead.isEmpty() ? taskLead : listLead;
            Map<String, @Nullable Object> facts = new HashMap<>();
            facts.put("listGrade", row.grade() == null ? "" : row.grade().label());
            facts.put("localityGiven", row.locality() != null);
            facts.put("leadIsLocality", lead.equals(row.locality()));
            facts.put("listLead", listLead);
            facts.put("taskLead", taskLead);
            Map<String, Object> proposed = asked.computeIfAbsent(facts, each -> decisions.decide("triage", each));
            grading.answer(listId, row.id(), answer(row, proposed, today));
        }
    }

    private Answer answer(StoredRow row, Map<String, Object> proposed, LocalDate today) {
        String lead = String.valueOf(proposed.get("leadUnit"));
        int workingDays = ((Number) Objects.requireNonNull(proposed.get("workingDays"))).intValue();
        @Nullable Counting counting = row.deadline() == null ? new Counting(today, workingDays) : row.counting();
        Deadline deadline =
                counting == null ? calendar.of(Objects.requireNonNull(row.deadline())) : calendar.deadline(counting);
        return new Answer(
                Grade.valueOf(String.valueOf(proposed.get("grade"))),
                lead.isEmpty() ? null : lead,
                deadline.day(),
                deadline.provisional(),
                counting,
                deadline.day().isBefore(today),
                Verifier.valueOf(String.valueOf(proposed.get("verifier"))));
    }

    /** Code of 区创安办, which grades and signs off. */
    public String office() {
        return Units.OFFICE;
    }

    /** End of the day that lies a number of working days ahead. */
    public DueDate dueIn(int workingDays) {
        return calendar.dueIn(LocalDate.now(clock), workingDays);
    }

    /** What the list is, with a link to its page, as the forms show it. */
    public String summary(long listId) {
        ProblemList list = lists.require(listId);
        String opinion = list.opinion() == null ? "" : "\n\n上次意见：" + FormText.quoted(list.opinion());
        return "**%s**\n\n%s · 共 %d 条待派发 · [打开清单](/lists/%d)%s"
                .formatted(
                        FormText.quoted(list.title()),
                        FormText.quoted(list.reportingUnit()),
                        rows.countChosen(listId),
                        listId,
                        opinion);
    }

    /**
     * Ends grading.
     *
     * @throws Refused if a row still lacks its grade, lead, deadline or verifier
     */
    public void reviewGrades(long listId, @Nullable String reviewedBy) {
        String person = requirePerson(reviewedBy);
        List<Integer> incomplete = grading.incomplete(listId);
        if (!incomplete.isEmpty()) {
            String numbers = incomplete.stream().map(String::valueOf).collect(Collectors.joining("、"));
            throw new Refused("表中第 %s 行还缺牵头责任单位或整改时限，请在清单页面补齐后再完成核对".formatted(numbers));
        }
        lists.move(listId, Status.GRADING, Status.SIGNING);
        grading.ended(listId, person, clock.instant());
    }

    /**
     * Decides on the list.
     *
     * @param decision sign, return or withdraw
     */
    public void signOff(long listId, @Nullable String signedBy, @Nullable String decision, @Nullable String opinion) {
        String person = requirePerson(signedBy);
        String words = opinion == null ? "" : opinion.strip();
        if (words.length() > LONGEST_OPINION) {
            throw new Refused("签发意见有 %,d 个字，最多 %,d 个，请精简".formatted(words.length(), LONGEST_OPINION));
        }
        Status next = switch (decision == null ? "" : decision) {
            case "sign" -> Status.DISPATCHING;
            case "return" -> Status.GRADING;
            case "withdraw" -> Status.WITHDRAWN;
            default -> throw new Refused("请选择同意签发、退回核对或作废");
        };
        if (words.isEmpty() && next != Status.DISPATCHING) {
            throw new Refused("退回或作废的，请在签发意见中写明理由");
        }
        lists.decide(listId, next, person, words);
    }

    /** Whether the list was signed off. */
    public boolean listSigned(long listId) {
        return lists.require(listId).status() == Status.DISPATCHING;
    }

    /** Whether the list was withdrawn. */
    public boolean listWithdrawn(long listId) {
        return lists.require(listId).status() == Status.WITHDRAWN;
    }

    /** Makes items of the next hundred rows and starts the process of each; a row that has its item already is passed over. */
    public void dispatchItems(long listId) {
        ProblemList list = lists.require(listId);
        if (list.status() != Status.DISPATCHING) {
            return;
        }
        String signedBy = lists.signedBy(listId);
        for (StoredRow row : grading.nextWaiting(listId, BATCH)) {
            if (items.fingerprintExists(row.fingerprint())) {
                grading.leaveOut(row.id());
                continue;
            }
            Item item = items.register(newItem(row), list.year());
            if (!grading.bind(row.id(), item.id())) {
                throw new IllegalStateException("Row %d of list %d has an item already".formatted(row.id(), listId));
            }
            log.append(item.id(), signedBy, "派发", "由“%s”第 %d 行签发派单".formatted(list.title(), row.sheetRow()));
            processes.start("problem", item.number(), Map.of("problemId", item.id()));
        }
        if (!grading.anyWaiting(listId)) {
            lists.move(listId, Status.DISPATCHING, Status.DISPATCHED);
        }
    }

    private NewItem newItem(StoredRow row) {
        return new NewItem(
                row.description(),
                row.source(),
                row.place(),
                row.locality(),
                row.mainTaskNo(),
                Objects.requireNonNull(row.grade()),
                Objects.requireNonNull(row.lead()),
                Objects.requireNonNull(row.verifier()),
                row.cooperating().stream()
                        .filter(unit -> !unit.equals(row.lead()))
                        .toList(),
                row.goal(),
                row.measures(),
                row.person(),
                row.phone(),
                row.remark(),
                row.listId(),
                row.fingerprint(),
                deadlineOf(row),
                row.counting());
    }

    /** The day that was signed off, whatever the calendar says by now. */
    private Deadline deadlineOf(StoredRow row) {
        LocalDate day = Objects.requireNonNull(row.deadline());
        return row.counting() == null ? calendar.of(day) : new Deadline(day, row.provisional());
    }

    /** Whether every row of the list has become an item. */
    public boolean allDispatched(long listId) {
        return lists.require(listId).status() == Status.DISPATCHED;
    }

    private static String requirePerson(@Nullable String login) {
        if (login == null) {
            throw new Refused("请先认领任务，再办理");
        }
        return login;
    }
}
