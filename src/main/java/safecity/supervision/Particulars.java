package safecity.supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.publication.Notices;
import safecity.unit.Units;

/** What documents of a listing name besides its item, by placeholder; empty where there is nothing to name. */
@Component
class Particulars {

    private final Listings listings;
    private final Acceptances acceptances;
    private final Acts acts;
    private final Notices notices;
    private final People people;
    private final Units units;
    private final Clock clock;

    Particulars(
            Listings listings,
            Acceptances acceptances,
            Acts acts,
            Notices notices,
            People people,
            Units units,
            Clock clock) {
        this.listings = listings;
        this.acceptances = acceptances;
        this.acts = acts;
        this.notices = notices;
        this.people = people;
        this.units = units;
        this.clock = clock;
    }

    /** Returns what is true of a listing, its last acceptance and its last interview. */
    Map<String, String> of(Listing listing, String publicTitle) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("listing", Objects.requireNonNullElse(listing.number(), ""));
        facts.put("level", listing.level().label());
        facts.put("listingDeadline", day(listing.deadline()));
        facts.put("listedOn", day(listing.listedAt()));
        facts.put("delistedOn", day(listing.delistedAt()));
        facts.put("measures", listing.measureNames());
        facts.put("measuredOn", day(listing.measuredOn()));
        facts.put("measuredBy", listing.measuredBy());
        facts.put("grounds", listing.judgeOpinion());
        publicFacts(listing, publicTitle, facts);
        acceptances.latest(listing.id()).ifPresent(last -> acceptance(listing, last, facts));
        acts.last(listing.id(), Acts.INTERVIEW).ifPresent(held -> {
            facts.put("heldOn", held.doneOn().toString());
            facts.put("attended", held.place());
            facts.put("minutes", held.detail());
        });
        acts.last(listing.id(), Acts.CONSIDER_SHUTDOWN)
                .ifPresent(considered -> facts.put("grounds", considered.detail()));
        return facts;
    }

    private void publicFacts(Listing listing, String title, Map<String, String> facts) {
        Item item = listings.itemOf(listing.id());
        @Nullable String locality = item.locality();
        facts.put("publicTitle", title);
        facts.put(
                "publicPlace", locality == null ? "全区" : units.byCode(locality).shortName());
        facts.put("publicUnit", units.byCode(item.leadUnit()).shortName());
        facts.put("reporting", notices.reporting());
    }

    private void acceptance(Listing listing, Acceptance last, Map<String, String> facts) {
        List<Acceptance.Opinion> opinions = acceptances.opinions(listing.id(), last.seq());
        int refusals = acceptances.refusals(listing.id());
        facts.put("inspectedOn", day(last.inspectOn()));
        facts.put(
                "inspectors",
                last.inspectors().stream()
                        .map(people::require)
                        .map(Particulars::named)
                        .collect(Collectors.joining("、")));
        facts.put("conclusion", last.passed() == null ? "" : last.passed() ? "验收合格" : "验收不合格，继续挂牌督办");
        facts.put(
                "opinions",
                opinions.stream()
                        .map(each -> "%s（%s）：%s。%s"
                                .formatted(each.name(), each.unitName(), each.passed() ? "合格" : "不合格", each.opinion()))
                        .collect(Collectors.joining("\n")));
        facts.put("refusals", refusals == 0 ? "" : Integer.toString(refusals));
    }

    private static String named(Person person) {
        return "%s（%s）".formatted(person.displayName(), person.unitName());
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private String day(@Nullable Instant time) {
        return time == null ? "" : LocalDate.ofInstant(time, clock.getZone()).toString();
    }
}
