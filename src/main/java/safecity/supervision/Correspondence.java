package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import safecity.item.Item;
import safecity.item.Items;
import safecity.notice.Outbox;
import safecity.unit.Units;

/** What goes out because of a listing: documents that a leader signs, and mails. */
@Component
class Correspondence {

    private final Items items;
    private final ListingLetters letters;
    private final Outbox outbox;
    private final Clock clock;

    Correspondence(Items items, ListingLetters letters, Outbox outbox, Clock clock) {
        this.items = items;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** 挂牌督办通知书 to the responsible unit. */
    void listed(Listing listing) {
        letters.draft(
                listing,
                "listing-notice",
                "经研究，对该重大隐患实行%s挂牌督办（%s），整改期限 %s"
                        .formatted(listing.level().label(), listing.number(), listing.deadline()));
        tell(listing, "listed");
    }

    /** 督办函 to the responsible unit. */
    void urged(Listing listing) {
        letters.draft(
                listing,
                "supervision-letter",
                "挂牌督办的重大隐患（%s）整改期限 %s 已过，未提请验收".formatted(listing.number(), listing.deadline()));
    }

    /** Tells the unit that acceptance was refused. */
    void acceptanceRefused(Listing listing) {
        tell(listing, "acceptance-refused");
    }

    /** Tells the unit and the locality that the listing was lifted. */
    void delisted(Listing listing) {
        tell(listing, "delisted");
    }

    /** Tells the office that nobody reported. */
    void reportMissed(Listing listing) {
        outbox.tellUnit(Units.OFFICE, listing.itemId(), "report-missed", today(), model(listing));
    }

    /** Tells the leading group that the listing was handed to the level above. */
    void escalated(Listing listing) {
        outbox.tellUnit(Units.LEADING_GROUP, listing.itemId(), "listing-escalated", today(), model(listing));
    }

    private void tell(Listing listing, String kind) {
        Item item = items.find(listing.itemId());
        outbox.tellUnit(item.leadUnit(), item.id(), kind, today(), model(listing));
        if (item.locality() != null && !item.locality().equals(item.leadUnit())) {
            outbox.tellUnit(item.locality(), item.id(), kind, today(), model(listing));
        }
    }

    private static Map<String, Object> model(Listing listing) {
        return Map.of(
                "listing",
                Objects.requireNonNull(listing.number()),
                "listingDeadline",
                Objects.requireNonNull(listing.deadline()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
