package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.engine.Answer;

/** 移送: hazards that are not this district's to supervise (安全生产法 第六十九条). */
@Component
class Transfers {

    private final Listings listings;
    private final Acts acts;
    private final ListingLetters letters;
    private final Clock clock;

    Transfers(Listings listings, Acts acts, ListingLetters letters, Clock clock) {
        this.listings = listings;
        this.acts = acts;
        this.letters = letters;
        this.clock = clock;
    }

    /** Notes to whom the hazard is handed and why; the letter that goes there tells by its own way that it was received. */
    void begin(Listing listing, String by, @Nullable String toUnit, @Nullable String grounds) {
        String to = Answer.required(toUnit, "请填写移送给哪个单位");
        String why = Answer.required(grounds, "请填写移送的理由");
        acts.record(listing, Acts.TRANSFER, by, LocalDate.now(clock), to, "", why);
        listings.move(listing.id(), State.TRANSFERRED, State.REPORTED);
    }

    /** Drafts the letter to whom the hazard is handed. */
    void draft(Listing listing, String kind) {
        Act transfer = acts.last(listing.id(), Acts.TRANSFER).orElseThrow();
        letters.draftTo(transfer.place(), listing, kind, transfer.detail());
    }

    /** Notes to whom the hazard was handed, and how that is proved. */
    void received(
            Listing listing,
            String by,
            @Nullable String toUnit,
            @Nullable String documentNo,
            @Nullable String handedOn,
            @Nullable String receipt) {
        String to = Answer.required(toUnit, "请填写移送给哪个单位");
        String receivedBy = Answer.required(receipt, "请填写接收情况：谁接收、如何处理");
        LocalDate day = Days.past(handedOn, "移送日期", LocalDate.now(clock));
        acts.record(listing, Acts.TRANSFER, by, day, to, Answer.text(documentNo), receivedBy);
        listings.move(listing.id(), State.TRANSFERRED, State.REPORTED);
    }
}
