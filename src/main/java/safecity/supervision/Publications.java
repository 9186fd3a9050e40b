package safecity.supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.document.Document;
import safecity.engine.Answer;
import safecity.engine.FormText;
import safecity.engine.Refused;
import safecity.item.Item;
import safecity.item.Items;
import safecity.publication.Notices;
import safecity.publication.PublicNotice;
import safecity.unit.Units;

/** 备案、公告、归档: what the office shows to others of a listing, and the file that it closes in the end. */
@Component
class Publications {

    private final Listings listings;
    private final Duties duties;
    private final Acts acts;
    private final ListingLetters letters;
    private final Notices notices;
    private final Items items;
    private final Units units;
    private final Clock clock;

    Publications(
            Listings listings,
            Duties duties,
            Acts acts,
            ListingLetters letters,
            Notices notices,
            Items items,
            Units units,
            Clock clock) {
        this.listings = listings;
        this.letters = letters;
        this.notices = notices;
        this.items = items;
        this.units = units;
        this.duties = duties;
        this.acts = acts;
        this.clock = clock;
    }

    /** Returns the title under which the public reads of a listing. */
    String title(Listing listing) {
        return letters.publicTitle(listing);
    }

    /** Returns all that will be public once the task is done, line by line, as a form shows it. */
    String text(Listing listing) {
        return notice(listing, title(listing)).fields().entrySet().stream()
                .map(Publications::line)
                .collect(Collectors.joining("\n\n"));
    }

    private static String line(Map.Entry<String, String> field) {
        return "**%s**：%s".formatted(field.getKey(), FormText.quoted(field.getValue()));
    }

    private PublicNotice notice(Listing listing, String title) {
        Item item = items.find(listing.itemId());
        @Nullable String locality = item.locality();
        return new PublicNotice(
                Objects.requireNonNull(listing.number()),
                title,
                locality == null ? "全区" : units.byCode(locality).shortName(),
                units.byCode(item.leadUnit()).shortName(),
                listing.level().label(),
                day(Objects.requireNonNull(listing.listedAt())),
                Objects.requireNonNull(listing.deadline()),
                listing.delistedAt() == null ? null : day(listing.delistedAt()),
                notices.reporting());
    }

    private LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, clock.getZone());
    }

    void announce(
            Listing listing,
            String by,
            @Nullable String publicTitle,
            @Nullable String place,
            @Nullable String address,
            @Nullable String doneOn) {
        String where = Answer.required(place, "请填写在哪里公告，例如区政府网站");
        LocalDate day = Days.past(doneOn, "公告日期", today());
        @Nullable Document signed = letters.signed(listing, ListingLetters.LISTING_ANNOUNCEMENT);
        String title = Answer.required(signed == null ? publicTitle : title(listing), "请填写公示标题");
        acts.record(listing, Acts.ANNOUNCE, by, day, where, numberOf(signed), Answer.text(address));
        notices.publish(listing.itemId(), notice(listing, title).beforeDelisting(), by);
        if (signed != null) {
            letters.published(signed, where, day, by);
        }
        duties.done(listing.id(), Acts.ANNOUNCE, day);
    }

    private static String numberOf(@Nullable Document signed) {
        return signed == null ? "" : String.valueOf(signed.number());
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
        @Nullable Document signed = letters.signed(listing, ListingLetters.DELISTING_ANNOUNCEMENT);
        acts.record(listing, Acts.ANNOUNCE_DELISTING, by, day, place, numberOf(signed), Answer.text(address));
        notices.publish(listing.itemId(), notice(listing, title(listing)), by);
        if (signed != null) {
            letters.published(signed, place, day, by);
        }
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
