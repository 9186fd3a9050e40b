package safecity.supervision;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.document.Document;
import safecity.document.DocumentKind;
import safecity.document.DocumentKind.ByHand;
import safecity.document.DocumentKinds;
import safecity.document.DocumentRegister;
import safecity.document.DocumentState;
import safecity.document.Documents;
import safecity.document.Draft;
import safecity.document.Drafts;
import safecity.document.HandDrafts;
import safecity.document.HandDrafts.Wish;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;
import safecity.item.Items;
import safecity.publication.Notices;
import safecity.unit.Unit;
import safecity.unit.Units;

/** The documents of listings: which process drafts which of them, and why, stands in the models; what they name comes from {@link Particulars}. */
@Component
class ListingLetters {

    static final String LISTING_ANNOUNCEMENT = "listing-announcement";
    static final String DELISTING_ANNOUNCEMENT = "delisting-announcement";

    private final Items items;
    private final Units units;
    private final Acceptances acceptances;
    private final Particulars particulars;
    private final Notices notices;
    private final DocumentKinds kinds;
    private final DocumentRegister register;
    private final Documents documents;
    private final Drafts drafts;
    private final HandDrafts handDrafts;
    private final Processes processes;

    ListingLetters(
            Items items,
            Units units,
            Acceptances acceptances,
            Particulars particulars,
            Notices notices,
            DocumentKinds kinds,
            DocumentRegister register,
            Documents documents,
            Drafts drafts,
            HandDrafts handDrafts,
            Processes processes) {
        this.items = items;
        this.units = units;
        this.acceptances = acceptances;
        this.particulars = particulars;
        this.notices = notices;
        this.kinds = kinds;
        this.register = register;
        this.documents = documents;
        this.drafts = drafts;
        this.handDrafts = handDrafts;
        this.processes = processes;
    }

    /** Drafts a document to the responsible unit, or to everybody if its kind is published. */
    void draft(Listing listing, String kind, String occasion) {
        Item item = items.find(listing.itemId());
        Map<String, String> facts = particulars.of(listing, publicTitle(listing));
        start(
                item,
                kinds.of(kind).published()
                        ? Draft.announcement(item.id(), kind, occasion, about(listing), facts, null)
                        : Draft.to(item.leadUnit(), item.id(), kind, occasion, about(listing), facts));
    }

    /** Drafts a document to a unit, or to a body outside the system if no unit has the name. */
    void draftTo(String name, Listing listing, String kind, String occasion) {
        Item item = items.find(listing.itemId());
        Map<String, String> facts = particulars.of(listing, publicTitle(listing));
        Optional<Unit> unit = units.byName(name);
        start(
                item,
                unit.isPresent()
                        ? Draft.to(unit.get().code(), item.id(), kind, occasion, about(listing), facts)
                        : Draft.outside(name, item.id(), kind, occasion, about(listing), facts));
    }

    /** Drafts the announcement of a listing under the title that the public is to read. */
    void prepareAnnouncement(Listing listing, String title, String by) {
        Item item = items.find(listing.itemId());
        String occasion = "经研究，决定对下列重大事故隐患实行%s挂牌督办".formatted(listing.level().label());
        start(
                item,
                Draft.announcement(
                        item.id(), LISTING_ANNOUNCEMENT, occasion, about(listing), particulars.of(listing, title), by));
    }

    private void start(Item item, Draft draft) {
        processes.start("slip", item.number(), Map.of("problemId", item.id(), "slipId", drafts.add(draft)));
    }

    /** Returns the title under which the public reads of a listing: as it was published, else as it was drafted, else the hazard's. */
    String publicTitle(Listing listing) {
        @Nullable String number = listing.number();
        return Optional.ofNullable(number)
                .flatMap(notices::find)
                .map(published -> published.notice().title())
                .or(() -> announcement(listing, LISTING_ANNOUNCEMENT)
                        .map(Document::particulars)
                        .map(facts -> facts.getOrDefault("publicTitle", "")))
                .filter(title -> !title.isEmpty())
                .orElseGet(() -> items.find(listing.itemId()).title());
    }

    /** Returns the last announcement of a kind that was drafted; empty if none was, as for listings of before. */
    Optional<Document> announcement(Listing listing, String kind) {
        return register.last(listing.itemId(), kind, "listing " + listing.id());
    }

    /**
     * Returns the announcement that was signed and is to be published now; null for a listing of before, which has none.
     *
     * @throws Refused if it is not signed, or not any more
     */
    @Nullable
    Document signed(Listing listing, String kind) {
        @Nullable Document document = announcement(listing, kind).orElse(null);
        if (document == null || document.state() == DocumentState.TO_SERVE) {
            return document;
        }
        String label = document.kind().label();
        throw new Refused(
                switch (document.state()) {
                    case DRAFT -> label + "还没有签发，请待领导签发后再发布";
                    case NOT_ISSUED, WITHDRAWN ->
                        "%s%s（%s），请在挂牌督办卡的“发文”中重新拟发，签发后再发布"
                                .formatted(label, document.state().label(), document.reason());
                    default -> label + "已经发布，请刷新后再看";
                });
    }

    /** Notes that an announcement was published, which is how it is served. */
    void published(Document document, String place, LocalDate on, String by) {
        documents.publish(document.id(), place, on, by);
        processes.tellInstance("slipPublished", Objects.requireNonNull(document.instance()));
    }

    /** Returns the kinds that the person may draft by hand of a listing. */
    List<DocumentKind> kindsFor(Listing listing, Person person) {
        return person.has(Role.SUPERVISOR) && listing.number() != null ? handDrafts.kinds(scopes(listing)) : List.of();
    }

    List<Unit> recipients() {
        return handDrafts.recipients();
    }

    /**
     * Drafts a document by hand.
     *
     * @throws Refused if it makes no sense
     */
    @Transactional
    public long draftByHand(Listing listing, Wish wish, String title, Person by) {
        String named = title.isBlank() ? publicTitle(listing) : title.strip();
        return handDrafts.draft(
                listing.itemId(), wish, by, scopes(listing), about(listing), particulars.of(listing, named));
    }

    private static Set<ByHand> scopes(Listing listing) {
        return EnumSet.of(ByHand.ITEM, listing.delistedAt() == null ? ByHand.LISTED : ByHand.DELISTED);
    }

    private String about(Listing listing) {
        return "listing %d%s"
                .formatted(
                        listing.id(),
                        acceptances
                                .latest(listing.id())
                                .map(last -> " acceptance " + last.seq())
                                .orElse(""));
    }
}
