package safecity.supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.evidence.Evidence;
import safecity.evidence.EvidenceItem;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.Items;
import safecity.supervision.Objections.Objection;
import safecity.supervision.Reports.Report;
import safecity.unit.Units;

/** 督办卡: all that is known of one listing. */
@Component
class ListingFile {

    private final Listings listings;
    private final Items items;
    private final Units units;
    private final People people;
    private final Duties duties;
    private final ListingPlans plans;
    private final Reports reports;
    private final Acceptances acceptances;
    private final Objections objections;
    private final Acts acts;
    private final DocumentRegister documents;
    private final Evidence evidence;
    private final CurrentSteps steps;
    private final ListingDesk desk;
    private final ListingLetters letters;
    private final Teams teams;
    private final Clock clock;

    ListingFile(
            Listings listings,
            Items items,
            Units units,
            People people,
            Duties duties,
            ListingPlans plans,
            Reports reports,
            Acceptances acceptances,
            Objections objections,
            Acts acts,
            DocumentRegister documents,
            Evidence evidence,
            CurrentSteps steps,
            ListingDesk desk,
            ListingLetters letters,
            Teams teams,
            Clock clock) {
        this.listings = listings;
        this.items = items;
        this.units = units;
        this.people = people;
        this.duties = duties;
        this.plans = plans;
        this.reports = reports;
        this.acceptances = acceptances;
        this.objections = objections;
        this.acts = acts;
        this.documents = documents;
        this.evidence = evidence;
        this.steps = steps;
        this.desk = desk;
        this.letters = letters;
        this.teams = teams;
        this.clock = clock;
    }

    /**
     * An acceptance with what the team found.
     *
     * @param requested files of the unit
     * @param found     files of the team
     * @param objection null if nobody challenged it
     */
    public record Visit(
            Acceptance acceptance,
            List<Acceptance.Opinion> opinions,
            List<EvidenceItem> requested,
            List<EvidenceItem> found,
            @Nullable Objection objection) {}

    /**
     * The card.
     *
     * @param unit       short name of the responsible unit
     * @param proposer   Chinese name; empty until proposed
     * @param current    open tasks of the listing
     * @param former     the listing after which the hazard came back; null for a first one
     * @param mayObject  whether the viewer may challenge the last conclusion
     * @param mayRebound whether the viewer may report that the hazard came back
     * @param drafts     whether the viewer may draft documents of it
     * @param silent     those of the team whom the viewer may change
     * @param substitutes who may take their place
     * @param mayHandOver whether the viewer may record that it was handed over
     */
    public record Content(
            Listing listing,
            Item item,
            String unit,
            String proposer,
            List<Duty> duties,
            List<ListingPlan> plans,
            List<Report> reports,
            List<Visit> visits,
            List<Act> acts,
            List<Document> documents,
            List<CurrentStep> current,
            @Nullable Listing former,
            boolean mayObject,
            boolean mayRebound,
            boolean drafts,
            List<Person> silent,
            List<Person> substitutes,
            boolean mayHandOver,
            LocalDate today) {}

    /** Returns the card of a listing; empty if there is none or the viewer may not see its item. */
    Optional<Content> find(long id, Person viewer) {
        return listings.findVisible(id, viewer).map(listing -> content(listing, viewer));
    }

    private Content content(Listing listing, Person viewer) {
        Item item = items.find(listing.itemId());
        List<Objection> challenged = objections.of(listing.id());
        List<Acceptance> asked = acceptances.of(listing.id());
        List<EvidenceItem> files = evidence.list(item.id());
        List<Visit> visits = asked.stream()
                .map(acceptance -> new Visit(
                        acceptance,
                        acceptances.opinions(listing.id(), acceptance.seq()),
                        requested(files, acceptance, asked, listing),
                        found(files, acceptance, asked),
                        challenged.stream()
                                .filter(each -> each.seq() == acceptance.seq())
                                .findFirst()
                                .orElse(null)))
                .toList();
        return new Content(
                listing,
                item,
                units.byCode(item.leadUnit()).shortName(),
                listing.proposedBy() == null
                        ? ""
                        : people.require(listing.proposedBy()).displayName(),
                duties.of(listing.id()),
                plans.of(listing.id()),
                reports.of(listing.id()),
                visits,
                acts.of(listing.id()),
                documents.of(item.number(), viewer),
                steps.of(item.number()).stream()
                        .filter(step -> step.process().equals("supervision")
                                || step.process().startsWith("listing")
                                || step.process().equals("objection"))
                        .toList(),
                listing.reboundOf() == null ? null : listings.find(listing.reboundOf()),
                desk.mayObject(listing, viewer),
                desk.mayReportRebound(listing, viewer),
                !letters.kindsFor(listing, viewer).isEmpty(),
                teams.mayChange(listing, viewer) ? teams.silent(listing.id()) : List.of(),
                teams.mayChange(listing, viewer) ? teams.substitutes(listing.id()) : List.of(),
                desk.mayHandOver(listing, viewer),
                LocalDate.now(clock));
    }

    /** Returns what the unit uploaded between the request before this one, or the listing, and this one. */
    private static List<EvidenceItem> requested(
            List<EvidenceItem> files, Acceptance acceptance, List<Acceptance> all, Listing listing) {
        Instant listed = Objects.requireNonNull(listing.listedAt());
        Instant before = submittedAt(all, acceptance.seq() - 1).orElse(listed.minusNanos(1));
        return files.stream()
                .filter(file -> file.phase() == Phase.REQUEST && file.sealed())
                .filter(file ->
                        file.uploadedAt().isAfter(before) && !file.uploadedAt().isAfter(acceptance.submittedAt()))
                .toList();
    }

    /** Returns what the team uploaded since this request, before the next one. */
    private static List<EvidenceItem> found(List<EvidenceItem> files, Acceptance acceptance, List<Acceptance> all) {
        Instant until = submittedAt(all, acceptance.seq() + 1).orElse(Instant.MAX);
        return files.stream()
                .filter(file -> file.phase() == Phase.ACCEPTANCE && file.sealed())
                .filter(file -> !file.uploadedAt().isBefore(acceptance.submittedAt())
                        && file.uploadedAt().isBefore(until))
                .toList();
    }

    private static Optional<Instant> submittedAt(List<Acceptance> all, int seq) {
        return all.stream().filter(each -> each.seq() == seq).findFirst().map(Acceptance::submittedAt);
    }
}
