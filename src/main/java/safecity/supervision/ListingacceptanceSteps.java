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
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.ItemLog;
import safecity.unit.Units;

/** 现场验收: what {@code listingacceptance.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("listingacceptance")
public class ListingacceptanceSteps {

    private static final int SMALLEST_TEAM = 3;

    private final Listings listings;
    private final Acceptances acceptances;
    private final Duties duties;
    private final Summaries summaries;
    private final ItemLog log;
    private final People people;
    private final Clock clock;

    ListingacceptanceSteps(
            Listings listings,
            Acceptances acceptances,
            Duties duties,
            Summaries summaries,
            ItemLog log,
            People people,
            Clock clock) {
        this.listings = listings;
        this.acceptances = acceptances;
        this.duties = duties;
        this.summaries = summaries;
        this.log = log;
        this.people = people;
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
        return eligible(listingId).stream()
                .map(person -> "%s（%s）".formatted(person.displayName(), person.unitName()))
                .collect(Collectors.joining("、"));
    }

    private List<Person> eligible(long listingId) {
        var item = listings.itemOf(listingId);
        Set<String> units = new LinkedHashSet<>(List.of(Units.OFFICE, Units.EXPERTS));
        if (item.locality() != null) {
            units.add(item.locality());
        }
        @Nullable String industry = listings.industryUnit(item);
        if (industry != null) {
            units.add(industry);
        }
        units.remove(item.leadUnit());
        String submitter = acceptances.current(listingId).submittedBy();
        return people.all().stream()
                .filter(person -> person.isEnabled() && person.unit() != null && units.contains(person.unit()))
                .filter(person -> !person.login().equals(submitter))
                .toList();
    }

    /** Forms the team: an odd number of at least three, one of the office and one expert among them, nobody of the unit. */
    public void formTeam(long listingId, String by, @Nullable String inspectors, @Nullable String inspectOn) {
        Acceptance acceptance = acceptances.current(listingId);
        LocalDate day = Days.of(inspectOn, "验收日期");
        List<Person> eligible = eligible(listingId);
        Set<Person> team = new LinkedHashSet<>();
        for (String name : Answer.required(inspectors, "请填写验收组成员").split("[、，,；;\\s]+")) {
            team.add(eligible.stream()
                    .filter(person ->
                            person.displayName().equals(name) || person.login().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refused("“%s”不能参加验收：不在可选人员名单中，或是责任单位的人员。请从名单中选择".formatted(name))));
        }
        if (team.size() < SMALLEST_TEAM || team.size() % 2 == 0) {
            throw new Refused("验收组现有 %d 人，应为三人以上单数，请增减人员".formatted(team.size()));
        }
        requireFrom(team, Units.OFFICE, "创安办");
        requireFrom(team, Units.EXPERTS, "专家");
        if (by.equals(acceptance.submittedBy())) {
            throw new Refused("提请验收的人不能组成验收组，请由创安办其他人员办理");
        }
        acceptances.form(
                listingId, acceptance.seq(), team.stream().map(Person::login).toList(), day, by);
        listings.move(listingId, State.INSPECTING, State.APPLIED);
        log.append(listings.find(listingId).itemId(), by, "组成验收组", "%s，%s 到现场".formatted(names(team), day));
    }

    private static void requireFrom(Collection<Person> team, String unit, String name) {
        if (team.stream().noneMatch(person -> unit.equals(person.unit()))) {
            throw new Refused("验收组中没有%s人员，请至少选一人".formatted(name));
        }
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

    /** Records what one of the team found; once all have said it, most of them decide. */
    public void acceptOnSite(long listingId, String by, String result, @Nullable String opinion) {
        Acceptance acceptance = acceptances.current(listingId);
        boolean passed = Answer.of(result, "passed", "failed").equals("passed");
        String said = Answer.required(opinion, "请填写现场情况和验收意见");
        String unit = people.unitOf(by);
        if (by.equals(acceptance.submittedBy()) || unit.equals(acceptance.unit())) {
            throw new Refused("提请验收的单位和人员不能验收自己的整改，请由创安办调整验收组");
        }
        if (!acceptance.inspectors().contains(by)) {
            throw new Refused("您不是本次验收组成员，不能出具验收意见");
        }
        acceptances.judge(listingId, acceptance, by, unit, passed, said);
        acceptances.conclude(listingId, acceptance.seq());
        if (acceptances.current(listingId).passed() != null) {
            duties.done(listingId, "acceptOnSite", LocalDate.now(clock));
        }
        log.append(listings.find(listingId).itemId(), by, "验收意见", (passed ? "合格：" : "不合格：") + said);
    }
}
