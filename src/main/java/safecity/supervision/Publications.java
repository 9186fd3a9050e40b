package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.engine.Answer;
import safecity.engine.FormText;
import safecity.engine.Refused;

/** 备案、公告、归档: what the office shows to others of a listing, and the file that it closes in the end. */
@Component
class Publications {

    private final Listings listings;
    private final Duties duties;
    private final Acts acts;
    private final Clock clock;

    Publications(Listings listings, Duties duties, Acts acts, Clock clock) {
        this.listings = listings;
        this.duties = duties;
        this.acts = acts;
        this.clock = clock;
    }

    void announce(
            Listing listing, String by, @Nullable String place, @Nullable String address, @Nullable String doneOn) {
        String where = Answer.required(place, "请填写在哪里公告，例如区政府网站");
        LocalDate day = Days.past(doneOn, "公告日期", today());
        acts.record(listing, Acts.ANNOUNCE, by, day, where, "", Answer.text(address));
        duties.done(listing.id(), Acts.ANNOUNCE, day);
    }

    void fileUpward(Listing listing, String by, @Nullable String documentNo, @Nullable String doneOn) {
        LocalDate day = Days.past(doneOn, "报送日期", today());
        String no = Answer.required(documentNo, "请填写备案文号或回执编号");
        acts.record(listing, Acts.FILE_UPWARD, by, day, "", no, "");
        duties.done(listing.id(), Acts.FILE_UPWARD, day);
    }

    /** Returns where the listing was announced; empty if it was not yet. */
    String place(long listingId) {
        return acts.last(listingId, Acts.ANNOUNCE)
                .map(act -> FormText.quoted(act.place()))
                .orElse("");
    }

    void announceDelisting(Listing listing, String by, @Nullable String address, @Nullable String doneOn) {
        String place = acts.last(listing.id(), Acts.ANNOUNCE)
                .map(Act::place)
                .orElseThrow(() -> new Refused("挂牌公告还没有办结，请先办结“发布挂牌公告”，再在同一处公告摘牌"));
        LocalDate day = Days.past(doneOn, "公告日期", today());
        acts.record(listing, Acts.ANNOUNCE_DELISTING, by, day, place, "", Answer.text(address));
        duties.done(listing.id(), Acts.ANNOUNCE_DELISTING, day);
        duties.happened(listing.id(), "DELISTING_ANNOUNCED", today());
    }

    /** Returns what of the timetable is not done, besides the archive itself; empty if nothing is left. */
    String undone(long listingId) {
        return duties.of(listingId).stream()
                .filter(duty -> duty.duties() && duty.due() != null && duty.doneOn() == null)
                .filter(duty -> !duty.duty().equals(Acts.ARCHIVE))
                .map(Duty::name)
                .collect(Collectors.joining("、"));
    }

    void archive(Listing listing, String by, @Nullable String note) {
        String undone = undone(listing.id());
        if (!undone.isEmpty()) {
            throw new Refused("还有事项没有办结，不能归档：" + undone);
        }
        acts.record(listing, Acts.ARCHIVE, by, today(), "", "", Answer.text(note));
        duties.done(listing.id(), Acts.ARCHIVE, today());
        listings.close(listing.id());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
