package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.engine.Answer;
import safecity.engine.Refused;
import safecity.identity.Representation;
import safecity.item.ItemLog;

/** 审批挂牌: what the leading group decides, and what follows for the timetable. */
@Component
class Approvals {

    private final Listings listings;
    private final Proposals proposals;
    private final Duties duties;
    private final Timetable timetable;
    private final Representation representation;
    private final ItemLog log;
    private final Clock clock;

    Approvals(
            Listings listings,
            Proposals proposals,
            Duties duties,
            Timetable timetable,
            Representation representation,
            ItemLog log,
            Clock clock) {
        this.listings = listings;
        this.proposals = proposals;
        this.duties = duties;
        this.timetable = timetable;
        this.representation = representation;
        this.log = log;
        this.clock = clock;
    }

    /** Agrees to the listing with a deadline, gives it back, or refuses it; never who proposed it. */
    void decide(Listing listing, String by, String decision, @Nullable String deadline, @Nullable String opinion) {
        long listingId = listing.id();
        String approval = Answer.of(decision, "APPROVED", "RETURNED", "REFUSED");
        boolean agreed = approval.equals("APPROVED");
        String said = agreed ? Answer.text(opinion) : Answer.required(opinion, "退回或不同意的，请在审批意见中写明理由");
        @Nullable String proposer = listing.proposedBy();
        if (proposer != null && representation.areOne(listings.itemOf(listingId).number(), proposer, by)) {
            throw new Refused("不能审批自己提出的挂牌建议，请由领导小组其他成员审批");
        }
        LocalDate until = agreed
                ? timetable.allowed(listing.level(), Days.of(deadline, "整改期限"), today())
                : Objects.requireNonNull(listing.deadline());
        proposals.approve(listingId, by, approval, said, until);
        duties.done(listingId, "approve", today());
        if (approval.equals("RETURNED")) {
            listings.move(listingId, State.REPORTED, State.PROPOSED);
            duties.happened(listingId, "OPENED", today());
        } else if (!agreed) {
            listings.move(listingId, State.REFUSED, State.PROPOSED);
        }
        log.append(listing.itemId(), by, agreed ? "批准挂牌" : "未批准挂牌", said);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
