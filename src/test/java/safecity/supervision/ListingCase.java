package safecity.supervision;

import static safecity.Cases.CLERK;
import static safecity.Cases.EXPERT;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.TestItem;
import safecity.calendar.WorkingDays;
import safecity.document.DocumentState;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.ItemLog;

/** Listings for tests: a major hazard of 区城管委 in 黄村镇, proposed by the town, approved until 2020-07-31. */
abstract class ListingCase extends LetterCase {

    static final String SECOND_SUPERVISOR = "duban2";
    static final String SECOND_EXPERT = "zhuanjia2";
    static final String TEAM = "督办员甲、专家甲、专家乙";
    static final LocalDate DEADLINE = LocalDate.of(2020, 7, 31);

    @Autowired
    ListingDesk desk;

    @Autowired
    Duties duties;

    @Autowired
    Acceptances acceptances;

    @Autowired
    Acts acts;

    @Autowired
    CurrentSteps steps;

    @Autowired
    ItemLog log;

    @Autowired
    WorkingDays workingDays;

    @BeforeEach
    void countByTheCalendarAsItIs() {
        workingDays.reload();
    }

    /** Registers a major hazard and begins a proposal of the town. */
    long opened(Item item) {
        return desk.open(item, people.require(LOCAL_CLERK));
    }

    Item hazard() {
        return cases.registered(TestItem::major);
    }

    Item hazard(UnaryOperator<TestItem> wishes) {
        return cases.registered(wish -> wishes.apply(wish.major()));
    }

    State state(Item item) {
        return listing(item).state();
    }

    Map<String, Object> proposal() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", "DISTRICT");
        fields.put("reason", "易燃易爆，难以自行排除");
        fields.put("stopProduction", true);
        fields.put("warningSigns", true);
        fields.put("measuredOn", TODAY.toString());
        fields.put("measuredBy", "黄村镇安全科");
        fields.put("deadline", DEADLINE.toString());
        return fields;
    }

    void propose(Item item) {
        cases.complete(item, LOCAL_CLERK, "propose", proposal());
    }

    void judge(Item item, String decision) {
        cases.complete(item, SUPERVISOR, "judge", Map.of("decision", decision, "opinion", "经集体讨论"));
    }

    void approve(Item item, String decision) {
        cases.complete(
                item,
                LEADER,
                "approve",
                Map.of("decision", decision, "deadline", DEADLINE.toString(), "opinion", "按程序办理"));
    }

    /** Returns a hazard that was listed. */
    Item listed() {
        return listed(hazard());
    }

    Item listed(Item item) {
        opened(item);
        propose(item);
        judge(item, "MAJOR");
        approve(item, "APPROVED");
        return item;
    }

    Map<String, Object> plan() {
        return new LinkedHashMap<>(Map.of(
                "goal", "消除隐患",
                "responsibility", "主任王某，科长李某",
                "measures", "更换管线",
                "funds", "三十万元，部门预算",
                "finishOn", "2020-07-20",
                "contingency", "设围挡，专人值守"));
    }

    void plan(Item item, String decision) {
        cases.complete(item, CLERK, "filePlan", plan());
        cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", decision, "reasons", "措施要具体"));
    }

    /** Returns a listed hazard whose plan was accepted. */
    Item rectifying() {
        Item item = listed();
        plan(item, "accept");
        return item;
    }

    void requestAcceptance(Item item) {
        cases.complete(
                item,
                CLERK,
                "requestAcceptance",
                Map.of("report", "管线已更换并试压合格", "selfCheck", "自验", "selfChecker", "区城管委设施科"));
    }

    void formTeam(Item item, String team) {
        cases.complete(
                item,
                SECOND_SUPERVISOR,
                "formTeam",
                Map.of("inspectors", team, "inspectOn", LocalDate.now(clock).toString()));
    }

    /** Has one of the team say what was found. */
    void judgeOnSite(Item item, String login, String result) {
        CurrentStep step = steps.of(item.number()).stream()
                .filter(each -> each.element().equals("acceptOnSite") && login.equals(each.assignee()))
                .findFirst()
                .orElseThrow();
        cases.submit(step, login, Map.of("result", result, "opinion", "现场核对"));
    }

    /** Has acceptance asked for and judged by a team that agrees. */
    void accept(Item item, String result) {
        requestAcceptance(item);
        formTeam(item, TEAM);
        for (String login : List.of(SUPERVISOR, EXPERT, SECOND_EXPERT)) {
            judgeOnSite(item, login, result);
        }
    }

    /** Has the announcement of the listing drafted and signed. */
    void signAnnouncement(Item item) {
        cases.complete(item, SUPERVISOR, "prepareAnnouncement", Map.of());
        sign(item, ListingLetters.LISTING_ANNOUNCEMENT);
    }

    void publish(Item item) {
        if (cases.at(item).contains("prepareAnnouncement")) {
            signAnnouncement(item);
        }
        cases.complete(
                item,
                SUPERVISOR,
                "announce",
                Map.of(
                        "place",
                        "区政府网站",
                        "address",
                        "",
                        "doneOn",
                        LocalDate.now(clock).toString()));
        cases.complete(
                item,
                SUPERVISOR,
                "fileUpward",
                Map.of(
                        "documentNo",
                        "京兴安办〔2020〕5号",
                        "doneOn",
                        LocalDate.now(clock).toString()));
    }

    /** Returns a hazard that was delisted, announced and archived. */
    Item archived() {
        Item item = rectifying();
        publish(item);
        accept(item, "passed");
        announceDelisting(item);
        cases.complete(item, SUPERVISOR, "archive", Map.of("note", "齐全"));
        return item;
    }

    void announceDelisting(Item item) {
        if (document(item, ListingLetters.DELISTING_ANNOUNCEMENT).state() == DocumentState.DRAFT) {
            sign(item, ListingLetters.DELISTING_ANNOUNCEMENT);
        }
        cases.complete(
                item,
                SUPERVISOR,
                "announceDelisting",
                Map.of("address", "", "doneOn", LocalDate.now(clock).toString()));
    }

    LocalDate dueDay(Item item, String duty) {
        return duties.due(listing(item).id(), duty);
    }

    List<String> acted(Item item) {
        return log.of(item.id()).stream().map(ItemLog.Entry::act).toList();
    }
}
