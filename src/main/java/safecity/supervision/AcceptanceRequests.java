package safecity.supervision;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.engine.Answer;
import safecity.engine.Refused;
import safecity.evidence.Evidence;
import safecity.evidence.Phase;
import safecity.item.Item;

/** 提请验收: takes the unit's report with its evidence. */
@Component
class AcceptanceRequests {

    private final Listings listings;
    private final Acceptances acceptances;
    private final OverdueListings overdue;
    private final Evidence evidence;

    AcceptanceRequests(Listings listings, Acceptances acceptances, OverdueListings overdue, Evidence evidence) {
        this.listings = listings;
        this.acceptances = acceptances;
        this.overdue = overdue;
        this.evidence = evidence;
    }

    /**
     * Records the request and seals its evidence; ends what was done because the deadline had passed.
     *
     * @throws Refused if an answer is missing, or nothing was uploaded since acceptance was asked for last
     */
    void submit(
            long listingId,
            String by,
            @Nullable String report,
            @Nullable String selfCheck,
            @Nullable String selfChecker) {
        String said = Answer.required(report, "请填写整改报告");
        String how = Answer.of(selfCheck, "自验", "委托评估");
        String who = Answer.required(selfChecker, "请填写由谁自验或评估");
        Item item = listings.itemOf(listingId);
        if (!evidence.hasUnsealed(item.id(), Phase.REQUEST)) {
            throw new Refused("还没有证明整改完成的材料，请先在“佐证材料”页签上传至少一项“提请验收”材料，再提请验收");
        }
        evidence.seal(item.id(), Phase.REQUEST);
        acceptances.submit(listingId, said, how, who, by);
        overdue.end(listingId, by, said);
    }
}
