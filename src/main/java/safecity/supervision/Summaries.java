package safecity.supervision;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import safecity.engine.FormText;
import safecity.item.Item;
import safecity.item.Items;
import safecity.unit.Units;

/** What the forms show of a listing, as text. */
@Component
class Summaries {

    private final Listings listings;
    private final Items items;
    private final Units units;
    private final Proposals proposals;
    private final Acceptances acceptances;

    Summaries(Listings listings, Items items, Units units, Proposals proposals, Acceptances acceptances) {
        this.listings = listings;
        this.items = items;
        this.units = units;
        this.proposals = proposals;
        this.acceptances = acceptances;
    }

    /** Returns what is wrong, where, and whose it is. */
    String item(Listing listing) {
        Item item = items.find(listing.itemId());
        return "**%s**\n\n%s\n\n地点：%s\n\n责任单位：%s，整改时限：%s"
                .formatted(
                        FormText.quoted(item.number()),
                        FormText.quoted(item.description()),
                        FormText.quoted(item.place()),
                        units.byCode(item.leadUnit()).shortName(),
                        item.approvedDeadline());
    }

    /** Returns the proposal. */
    String proposal(Listing listing) {
        return "%s\n\n**挂牌建议**：%s，%s\n\n**管控措施**：%s（%s 起，%s）\n\n**建议整改期限**：%s"
                .formatted(
                        item(listing),
                        listing.level().label(),
                        FormText.quoted(listing.reason()),
                        listing.measureNames(),
                        listing.measuredOn(),
                        FormText.quoted(listing.measuredBy()),
                        listing.deadline());
    }

    /** Returns what the experts said; empty if they were not asked. */
    String consultation(Listing listing) {
        return proposals
                .advice(listing.id())
                .map(advice -> "**专家论证（%s）：%s**\n\n%s"
                        .formatted(
                                advice.expert(),
                                advice.major() ? "属于重大隐患" : "不属于重大隐患",
                                FormText.quoted(advice.opinion())))
                .orElse("");
    }

    /** Returns the listing in a few lines. */
    String listing(Listing listing) {
        return "**%s**　%s，整改期限 %s\n\n%s\n\n**管控措施**：%s"
                .formatted(
                        listing.number(),
                        listing.level().label(),
                        listing.deadline(),
                        item(listing),
                        listing.measureNames());
    }

    /** Returns what the unit submitted for acceptance. */
    String application(Listing listing) {
        Acceptance acceptance = acceptances.current(listing.id());
        return "%s\n\n**整改报告**：%s\n\n**%s**：%s"
                .formatted(
                        listing(listing),
                        FormText.quoted(acceptance.report()),
                        acceptance.selfCheck(),
                        FormText.quoted(acceptance.selfChecker()));
    }

    /** Returns why acceptance was refused last; empty if it was not. */
    String refusal(Listing listing) {
        return acceptances
                .latest(listing.id())
                .filter(last -> Boolean.FALSE.equals(last.passed()) && !last.revoked())
                .map(last -> FormText.quoted(reasons(acceptances.opinions(listing.id(), last.seq()))))
                .orElse("");
    }

    private static String reasons(List<Acceptance.Opinion> opinions) {
        return opinions.stream()
                .filter(opinion -> !opinion.passed())
                .map(opinion -> "%s（%s）：%s".formatted(opinion.name(), opinion.unitName(), opinion.opinion()))
                .collect(Collectors.joining("\n\n"));
    }

    /** Returns a plan as text. */
    static String plan(ListingPlan plan) {
        return "**整改目标**：%s\n\n**责任**：%s\n\n**措施**：%s\n\n**资金**：%s\n\n**时限**：%s\n\n**预案**：%s"
                .formatted(
                        FormText.quoted(plan.goal()),
                        FormText.quoted(plan.responsibility()),
                        FormText.quoted(plan.measures()),
                        FormText.quoted(plan.funds()),
                        plan.finishOn(),
                        FormText.quoted(plan.contingency()));
    }
}
