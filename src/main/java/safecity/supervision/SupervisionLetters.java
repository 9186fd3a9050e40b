package safecity.supervision;

import org.jspecify.annotations.Nullable;
import safecity.engine.Answer;

/**
 * The documents that {@code supervision.bpmn} has drafted for signature, in the order of the diagram; kind and occasion stand there. Public because
 * expressions call it.
 */
public abstract class SupervisionLetters {

    private final Listings listings;
    private final ListingLetters letters;

    SupervisionLetters(Listings listings, ListingLetters letters) {
        this.listings = listings;
        this.letters = letters;
    }

    /** 整改指令: the measures that were ordered at once, and the deadline. */
    public void orderRectification(long listingId, String kind, String occasion) {
        letters.draft(listings.find(listingId), kind, occasion);
    }

    /** 挂牌公告, under the title that the public is to read. */
    public void prepareAnnouncement(long listingId, String by, @Nullable String publicTitle) {
        letters.prepareAnnouncement(listings.find(listingId), Answer.required(publicTitle, "请填写公示标题"), by);
    }

    /** 验收意见: what the team found. */
    public void draftOpinion(long listingId, String kind, String occasion) {
        letters.draft(listings.find(listingId), kind, occasion);
    }

    /** 复查不合格通知: that the listing goes on. */
    public void draftRefusal(long listingId, String kind, String occasion) {
        letters.draft(listings.find(listingId), kind, occasion);
    }

    /** 解除挂牌督办通知书. */
    public void draftRelease(long listingId, String kind, String occasion) {
        letters.draft(listings.find(listingId), kind, occasion);
    }

    /** 摘牌公告, which goes to everybody. */
    public void draftDelisting(long listingId, String kind, String occasion) {
        letters.draft(listings.find(listingId), kind, occasion);
    }
}
