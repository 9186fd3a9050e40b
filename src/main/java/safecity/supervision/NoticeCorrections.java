package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Answer;
import safecity.engine.FormText;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.publication.Notices;
import safecity.publication.PublicNotice;
import safecity.publication.Publication;

/** 更正公告: a public notice that no longer says what is so, or was withdrawn and is to be published anew. */
@Component
class NoticeCorrections {

    private static final String PROCESS = "listingnotice";

    private final Publications publications;
    private final Notices notices;
    private final Duties duties;
    private final Acts acts;
    private final Items items;
    private final People people;
    private final ItemLog log;
    private final Processes processes;
    private final Clock clock;

    NoticeCorrections(
            Publications publications,
            Notices notices,
            Duties duties,
            Acts acts,
            Items items,
            People people,
            ItemLog log,
            Processes processes,
            Clock clock) {
        this.publications = publications;
        this.notices = notices;
        this.duties = duties;
        this.acts = acts;
        this.items = items;
        this.people = people;
        this.log = log;
        this.processes = processes;
        this.clock = clock;
    }

    /** Asks the office to say in public that a listing ended, if the public reads that it stands. */
    void ended(Listing listing) {
        boolean read = notices.find(Objects.requireNonNull(listing.number()))
                .filter(notice -> !notice.withdrawn())
                .isPresent();
        if (read) {
            begin(listing);
        }
    }

    /**
     * Asks the office, as a task, to publish a notice anew that was withdrawn.
     *
     * @throws Refused if it was not withdrawn, or that is asked for already
     */
    @Transactional
    public void ask(Listing listing, String by) {
        Item item = items.find(listing.itemId());
        log.append(item.id(), by, "申请更正公告", String.valueOf(listing.number()));
        boolean withdrawn = listing.number() != null
                && notices.find(listing.number()).filter(Publication::withdrawn).isPresent();
        if (!withdrawn) {
            throw new Refused("公告没有撤下，不用重新发布。请刷新后再看");
        }
        if (processes.runs(PROCESS, item.number())) {
            throw new Refused("已有“更正挂牌公告”的任务在办，请到任务列表办理");
        }
        begin(listing);
    }

    private void begin(Listing listing) {
        duties.happened(listing.id(), "NOTICE_QUESTIONED", today());
        Item item = items.find(listing.itemId());
        processes.start(PROCESS, item.number(), Map.of("problemId", item.id(), "listingId", listing.id()));
    }

    /** Returns in words why the notice has to be corrected. */
    String situation(Listing listing) {
        Publication last =
                notices.find(Objects.requireNonNull(listing.number())).orElseThrow();
        return last.withdrawn()
                ? "公告已于 %s 由%s撤下，原因：%s"
                        .formatted(
                                LocalDate.ofInstant(Objects.requireNonNull(last.withdrawnAt()), clock.getZone()),
                                last.withdrawnBy(),
                                FormText.quoted(String.valueOf(last.withdrawalReason())))
                : "挂牌已终止（%s），公示页仍写着“%s”"
                        .formatted(listing.state().label(), last.notice().state());
    }

    /** Returns all that will be public once the correction is done. */
    String text(Listing listing) {
        return Publications.lines(publications.asAnnounced(listing, publications.title(listing)));
    }

    /** Publishes the notice as it has to read now, or leaves it to the archive. */
    void correct(Listing listing, String by, boolean publish, @Nullable String title, @Nullable String reason) {
        String why = Answer.required(reason, "请填写更正或不再公示的原因");
        Publication last =
                notices.find(Objects.requireNonNull(listing.number())).orElseThrow();
        if (publish) {
            PublicNotice notice = publications.asAnnounced(listing, Answer.required(title, "请填写公示标题"));
            if (last.withdrawn()) {
                notices.republish(listing.itemId(), notice, by);
            } else {
                notices.publish(listing.itemId(), notice, by);
            }
        } else if (!last.withdrawn()) {
            notices.withdraw(last, people.require(by), why);
        }
        acts.record(listing, Acts.CORRECT_NOTICE, by, today(), publish ? "公示页" : "不再公示", "", why);
        duties.done(listing.id(), Acts.CORRECT_NOTICE, today());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
