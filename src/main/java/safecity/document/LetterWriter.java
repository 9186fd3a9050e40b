package safecity.document;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.evidence.EvidenceItem;
import safecity.evidence.EvidencePhotos;
import safecity.item.Item;
import safecity.item.Items;
import safecity.unit.Unit;
import safecity.unit.Units;

/** Writes a document from its kind's template and what is true of its item; what was issued is never written again. */
@Component
public class LetterWriter {

    private static final String NUMBER_TO_COME = "（待编号）";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final DocumentKinds kinds;
    private final Items items;
    private final Units units;
    private final WorkingDays workingDays;
    private final EvidencePhotos photos;
    private final IssuedFiles issued;
    private final Clock clock;
    private final String baseUrl;
    private final int mostPhotos;

    LetterWriter(
            DocumentKinds kinds,
            Items items,
            Units units,
            WorkingDays workingDays,
            EvidencePhotos photos,
            IssuedFiles issued,
            Clock clock,
            @Value("${safecity.base-url}") String baseUrl,
            @Value("${safecity.document-photos}") int mostPhotos) {
        this.kinds = kinds;
        this.items = items;
        this.units = units;
        this.workingDays = workingDays;
        this.photos = photos;
        this.issued = issued;
        this.clock = clock;
        this.baseUrl = baseUrl.replaceAll("/$", "");
        this.mostPhotos = mostPhotos;
    }

    /** Returns the letter in HTML: as it is out, or as it would go out today, then with small photos. */
    String html(Document document) {
        @Nullable String old = document.text();
        if (old != null) {
            return old;
        }
        WordFile file = new WordFile(file(document));
        return new LetterHtml(
                        file,
                        name -> document.file() == null ? file.dataUri(name) : document.path() + "/pictures/" + name)
                .letter();
    }

    /** Returns the letter without annex and receipt, as plain text. */
    public String plain(Document document) {
        @Nullable String old = document.text();
        return old == null ? LetterHtml.plain(new WordFile(file(document))) : OldLetter.plain(old);
    }

    private byte[] file(Document document) {
        @Nullable String sha256 = document.file();
        return sha256 != null
                ? issued.read(sha256)
                : write(document, facts(document, LocalDate.now(clock), photos::small));
    }

    /** Returns what the template may name, with photos fit for print; the number is still to come. */
    LetterFacts factsForIssue(Document document, LocalDate day) {
        LetterFacts facts = facts(document, day, photos::printed);
        List<LetterPhoto> drawn = facts.photos().get();
        return new LetterFacts(facts.texts(), facts.link(), () -> drawn);
    }

    byte[] write(Document document, LetterFacts facts) {
        return kinds.template(document.kind()).write(facts);
    }

    private LetterFacts facts(Document document, LocalDate day, Function<EvidenceItem, byte[]> jpeg) {
        Item item = items.find(document.itemId());
        DocumentKind kind = document.kind();
        int overdue = Math.max(0, -workingDays.remaining(day, item.approvedDeadline()));
        Map<String, @Nullable String> facts = new HashMap<>();
        facts.put("issuer", unit(kind.signer()).fullName());
        facts.put("printer", unit(Units.OFFICE).shortName());
        facts.put("signer", document.decider());
        facts.put("kind", kind.label());
        facts.put("number", NUMBER_TO_COME);
        facts.put("recipient", recipientOf(document));
        facts.put("issuedOn", DAY.format(day));
        facts.put("occasion", document.occasion().replaceAll("[。；\\s]+$", ""));
        facts.put("itemNumber", item.number());
        facts.put("title", item.title());
        facts.put("description", item.description());
        facts.put("place", item.place());
        facts.put("source", item.source());
        facts.put("status", item.status().label());
        facts.put("leadUnit", unit(item.leadUnit()).fullName());
        facts.put("originalDeadline", DAY.format(item.originalDeadline()));
        facts.put("approvedDeadline", DAY.format(item.approvedDeadline()));
        facts.put("extended", item.approvedDeadline().equals(item.originalDeadline()) ? null : "是");
        facts.put("daysOverdue", overdue == 0 ? null : Integer.toString(overdue));
        facts.put("demand", document.demand());
        @Nullable LocalDate replyBy = replyBy(document, day);
        facts.put("replyBy", replyBy == null ? null : DAY.format(replyBy));
        facts.put("replyDays", kind.needsReply() ? Integer.toString(kind.replyDays()) : null);
        document.particulars().forEach((name, value) -> facts.put(name, written(value)));
        return LetterFacts.of(facts, "%s/items/%s".formatted(baseUrl, item.number()), () -> photos(item, jpeg));
    }

    /** Returns the latest photos of the item, no more than a document carries; the last caption tells of those left out. */
    private List<LetterPhoto> photos(Item item, Function<EvidenceItem, byte[]> jpeg) {
        List<EvidenceItem> all = photos.of(item.id());
        List<EvidenceItem> taken = all.subList(Math.max(0, all.size() - mostPhotos), all.size());
        List<LetterPhoto> shown = new ArrayList<>();
        for (EvidenceItem photo : taken) {
            boolean tells = shown.size() + 1 == taken.size() && taken.size() < all.size();
            String more = tells ? "\n（共 %d 张，附最近 %d 张）".formatted(all.size(), taken.size()) : "";
            shown.add(new LetterPhoto(jpeg.apply(photo), caption(photo, item.round()) + more));
        }
        return shown;
    }

    private String caption(EvidenceItem photo, int rounds) {
        ZoneId zone = clock.getZone();
        @Nullable Instant taken = photo.takenAt();
        @Nullable String name = photo.unitName();
        String when = taken == null
                ? DAY.format(photo.uploadedAt().atZone(zone)) + "提交"
                : DAY.format(taken.atZone(zone)) + "拍摄";
        String unit = name == null ? "" : "　" + name;
        String round = rounds == 1 ? "" : "（第 %d 轮）".formatted(photo.round());
        return photo.phase().label() + round + "　" + when + unit;
    }

    private String recipientOf(Document document) {
        @Nullable String recipient = document.recipient();
        return recipient == null ? document.recipientName() : unit(recipient).fullName();
    }

    /** Returns a day as documents write it, any other text without the full stop at its end. */
    private static String written(String value) {
        return value.matches("\\d{4}-\\d{2}-\\d{2}")
                ? DAY.format(LocalDate.parse(value))
                : value.replaceAll("[。；\\s]+$", "");
    }

    private Unit unit(String code) {
        return units.byCode(code);
    }

    /** Returns the last day to reply; null if no reply is needed. */
    @Nullable
    LocalDate replyBy(Document document, LocalDate issuedOn) {
        return document.kind().needsReply()
                ? workingDays.deadline(issuedOn, document.kind().replyDays()).day()
                : null;
    }
}
