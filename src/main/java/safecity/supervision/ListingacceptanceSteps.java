package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.Refused;
import safecity.engine.Steps;
import safecity.evidence.Evidence;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.Representation;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.unit.Units;

/** 现场验收: what {@code listingacceptance.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("listingacceptance")
public class ListingacceptanceSteps {

    private final Listings listings;
    private final Acceptances acceptances;
    private final Duties duties;
    private final Teams teams;
    private final Evidence evidence;
    private final Summaries summaries;
    private final ItemLog log;
    private final People people;
    private final Representation representation;
    private final Clock clock;

    ListingacceptanceSteps(
            Listings listings,
            Acceptances acceptances,
            Duties duties,
            Teams teams,
            Evidence evidence,
            Summaries summaries,
            ItemLog log,
            People people,
            Representation representation,
            Clock clock) {
        this.listings = listings;
        this.acceptances = acceptances;
        this.duties = duties;
        this.teams = teams;
        this.evidence = evidence;
        this.summaries = summaries;
        this.log = log;
        this.people = people;
        this.representation = representation;
        this.clock = clock;
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Returns the end of the last day of a limit of the timetable. */
    public DueDate dueBy(long listingId, String duty) {
        return duties.dueDate(listingId, duty);
    }

    /** Returns what the unit submitted, as text. */
    public String application(long listingId) {
        return summaries.application(listings.find(listingId));
    }

    /** Returns who can be in the team: the office, the experts, the item's industry department and its locality, but nobody of the unit. */
    public String candidates(long listingId) {
        return teams.eligible(listingId).stream()
                .map(person -> "%s（%s）".formatted(person.displayName(), person.unitName()))
                .collect(Collectors.joining("、"));
    }

    /** Returns in words who has to be in the team. */
    public String teamRule(long listingId) {
        return teams.rule(listingId).asText();
    }

    /** Forms the team as the timetable wants it; nobody in it is of the unit, nor asked for the acceptance. */
    public void formTeam(long listingId, String by, @Nullable String inspectors, @Nullable String inspectOn) {
        Acceptance acceptance = acceptances.current(listingId);
        LocalDate day = Days.of(inspectOn, "验收日期");
        List<Person> eligible = teams.eligible(listingId);
        Set<Person> team = new LinkedHashSet<>();
        for (String name : Answer.required(inspectors, "请填写验收组成员").split("[、，,；;\\s]+")) {
            team.add(eligible.stream()
                    .filter(person ->
                            person.displayName().equals(name) || person.login().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refused("“%s”不能参加验收：不在可选人员名单中，或是责任单位的人员。请从名单中选择".formatted(name))));
        }
        TeamRule rule = teams.rule(listingId);
        rule.check(team);
        if (asked(acceptance, listingId, by)) {
            throw new Refused("提请验收的人不能组成验收组，请由创安办其他人员办理");
        }
        acceptances.form(
                listingId, acceptance.seq(), team.stream().map(Person::login).toList(), rule, day, by);
        listings.move(listingId, State.INSPECTING, State.APPLIED);
        log.append(listings.find(listingId).itemId(), by, "组成验收组", "%s，%s 到现场".formatted(names(team), day));
    }

    /** Whether the acceptance was asked for by a person, or by somebody who stood in for the person or was represented. */
    private boolean asked(Acceptance acceptance, long listingId, String login) {
        return representation.areOne(listings.itemOf(listingId).number(), acceptance.submittedBy(), login);
    }

    private static String names(Collection<Person> team) {
        return team.stream().map(Person::displayName).collect(Collectors.joining("、"));
    }

    /** Returns the logins of the team. */
    public Collection<String> inspectors(long listingId) {
        return acceptances.current(listingId).inspectors();
    }

    /** Returns the login of one of the team, whose task it is. */
    public String inspector(String inspector) {
        return inspector;
    }

    /** Returns the code of that person's unit. */
    public String inspectorUnit(String inspector) {
        return people.unitOf(inspector);
    }

    /** Records what one of the team found, with photos of the site by somebody of the team; once all have said it, most of them decide. */
    public void acceptOnSite(long listingId, String by, String result, @Nullable String opinion) {
        Acceptance acceptance = acceptances.current(listingId);
        boolean passed = Answer.of(result, "passed", "failed").equals("passed");
        String said = Answer.required(opinion, "请填写现场情况和验收意见");
        String unit = people.unitOf(by);
        if (asked(acceptance, listingId, by) || unit.equals(acceptance.unit())) {
            throw new Refused("提请验收的单位和人员不能验收自己的整改，请创安办在督办卡上更换验收组成员");
        }
        if (!acceptance.inspectors().contains(by)) {
            throw new Refused("您不是本次验收组成员，不能出具验收意见。原成员不能参加的，请创安办在督办卡上更换验收组成员");
        }
        Item item = listings.itemOf(listingId);
        boolean first = acceptances.opinions(listingId, acceptance.seq()).isEmpty();
        if (first && !evidence.hasUnsealed(item.id(), Phase.ACCEPTANCE)) {
            throw new Refused("还没有现场照片，请先在“佐证材料”页签上传至少一张“现场验收”照片，再提交验收意见");
        }
        evidence.seal(item.id(), Phase.ACCEPTANCE);
        acceptances.judge(listingId, acceptance, by, unit, passed, said);
        acceptances.conclude(listingId, acceptance.seq());
        if (acceptances.current(listingId).passed() != null) {
            duties.done(listingId, "acceptOnSite", LocalDate.now(clock));
        }
        log.append(item.id(), by, "验收意见", (passed ? "合格：" : "不合格：") + said);
    }
}
