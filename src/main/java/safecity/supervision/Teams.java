package safecity.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.OpenTasks;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.Representation;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.unit.Units;

/** 验收组: who may be in a team that accepts, and how the office changes one of it who cannot go on. */
@Component
class Teams {

    private final Listings listings;
    private final Acceptances acceptances;
    private final Timetable timetable;
    private final People people;
    private final Representation representation;
    private final OpenTasks tasks;
    private final ItemLog log;

    Teams(
            Listings listings,
            Acceptances acceptances,
            Timetable timetable,
            People people,
            Representation representation,
            OpenTasks tasks,
            ItemLog log) {
        this.listings = listings;
        this.acceptances = acceptances;
        this.timetable = timetable;
        this.people = people;
        this.representation = representation;
        this.tasks = tasks;
        this.log = log;
    }

    /** Returns who may be in it: the office, the experts, the item's industry department and its locality, but nobody of the responsible unit. */
    List<Person> eligible(long listingId) {
        Item item = listings.itemOf(listingId);
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
                .filter(person -> !representation.areOne(item.number(), submitter, person.login()))
                .toList();
    }

    /** Returns who has to be in it. */
    TeamRule rule(long listingId) {
        return TeamRule.of(timetable, listings.find(listingId).level());
    }

    /** Whether the person may change the team: the office, while opinions are missing, but not who asked for the acceptance. */
    boolean mayChange(Listing listing, Person person) {
        return listing.state() == State.INSPECTING
                && Units.OFFICE.equals(person.unit())
                && acceptances
                        .latest(listing.id())
                        .filter(asked ->
                                asked.passed() == null && !asked.inspectors().isEmpty())
                        .filter(asked -> !asked.submittedBy().equals(person.login()))
                        .isPresent();
    }

    /** Returns those of the team whose opinion is missing: only they can be changed. */
    List<Person> silent(long listingId) {
        Acceptance acceptance = acceptances.current(listingId);
        Set<String> heard = heard(listingId, acceptance);
        return acceptance.inspectors().stream()
                .filter(login -> !heard.contains(login))
                .map(people::require)
                .toList();
    }

    /** Returns who may take the place of one of the team. */
    List<Person> substitutes(long listingId) {
        List<String> team = acceptances.current(listingId).inspectors();
        return eligible(listingId).stream()
                .filter(person -> !team.contains(person.login()))
                .toList();
    }

    private Set<String> heard(long listingId, Acceptance acceptance) {
        return acceptances.opinions(listingId, acceptance.seq()).stream()
                .map(Acceptance.Opinion::inspector)
                .collect(Collectors.toSet());
    }

    /**
     * Puts somebody else in the place of one of the team whose opinion is missing, and hands the task over, whoever holds it now.
     *
     * @throws Refused if the actor may not, it was said already, or the team would not be as it has to be
     */
    @Transactional
    public void change(Listing seen, Person actor, String from, String to) {
        Listing listing = listings.find(seen.id());
        Item item = listings.itemOf(listing.id());
        if (!mayChange(listing, actor)) {
            throw new Refused("只有创安办可以在验收意见出齐之前更换验收组成员，提请验收的人除外。请刷新页面");
        }
        Acceptance acceptance = acceptances.locked(listing.id());
        Person leaving = silent(listing.id()).stream()
                .filter(person -> person.login().equals(from))
                .findFirst()
                .orElseThrow(() -> new Refused("该成员不在验收组中，或已出具意见，不能更换。请刷新页面"));
        Person coming = substitutes(listing.id()).stream()
                .filter(person -> person.login().equals(to))
                .findFirst()
                .orElseThrow(() -> new Refused("所选人员不能参加验收：不在可选人员名单中，或已是成员。请从列表中选择"));
        List<String> team = new ArrayList<>(acceptance.inspectors());
        team.set(team.indexOf(from), to);
        rule(listing.id()).check(asTheyCount(listing.id(), acceptance, team));
        log.append(
                item.id(),
                actor.login(),
                "更换验收组成员",
                "%s（%s）→ %s（%s）"
                        .formatted(
                                leaving.displayName(),
                                leaving.unitName().isEmpty() ? "无单位" : leaving.unitName(),
                                coming.displayName(),
                                coming.unitName()));
        acceptances.change(listing.id(), acceptance.seq(), acceptance.inspectors(), team);
        tasks.giveTo(item.number(), "acceptOnSite", "inspector", from, to, Objects.requireNonNull(coming.unit()));
    }

    /** The team as the rule counts it: who has been heard counts for the unit of that day. */
    private Collection<Person> asTheyCount(long listingId, Acceptance acceptance, List<String> team) {
        return team.stream()
                .map(login -> acceptances
                        .unitOfOpinion(listingId, acceptance.seq(), login)
                        .map(unit -> people.require(login).inUnit(unit))
                        .orElseGet(() -> people.require(login)))
                .toList();
    }
}
