package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Answer;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;
import safecity.unit.Units;

/** Who may begin a proposal, challenge a conclusion or report that a hazard came back, and what happens then. */
@Component
public class ListingDesk {

    private final Listings listings;
    private final Duties duties;
    private final Timetable timetable;
    private final Acceptances acceptances;
    private final Objections objections;
    private final Acts acts;
    private final Items items;
    private final Units units;
    private final ItemLog log;
    private final Processes processes;
    private final Clock clock;

    ListingDesk(
            Listings listings,
            Duties duties,
            Timetable timetable,
            Acceptances acceptances,
            Objections objections,
            Acts acts,
            Items items,
            Units units,
            ItemLog log,
            Processes processes,
            Clock clock) {
        this.listings = listings;
        this.duties = duties;
        this.timetable = timetable;
        this.acceptances = acceptances;
        this.objections = objections;
        this.acts = acts;
        this.items = items;
        this.units = units;
        this.log = log;
        this.processes = processes;
        this.clock = clock;
    }

    /** Whether the person may propose to list the item: an open major one, by the office, its locality or its industry department. */
    boolean mayPropose(Item item, Person person) {
        boolean standing =
                listings.of(item.id()).stream().anyMatch(each -> each.state().standing());
        return item.grade() == Grade.MAJOR && item.status() != Status.CLOSED && !standing && proposes(item, person);
    }

    /** Whether proposals to list the item are the person's to make, whatever its state. */
    boolean proposes(Item item, Person person) {
        @Nullable String unit = person.workUnit();
        return unit != null
                && (unit.equals(Units.OFFICE)
                        || unit.equals(item.locality())
                        || unit.equals(listings.industryUnit(item))
                        || unit.equals(item.leadUnit())
                                && units.byCode(unit).kind().equals("department"));
    }

    /**
     * Begins a proposal, which the person fills in as a task.
     *
     * @throws Refused if the item is closed, not major, or has a listing, or the person may not propose it
     */
    @Transactional
    public long open(Item seen, Person person) {
        log.append(seen.id(), person.login(), "发起拟挂牌", "");
        Item item = items.find(seen.id());
        if (item.status() == Status.CLOSED) {
            throw new Refused("%s 已销号，不能挂牌督办".formatted(item.number()));
        }
        if (item.grade() != Grade.MAJOR) {
            throw new Refused("%s 是一般隐患，只有重大隐患可以挂牌督办".formatted(item.number()));
        }
        if (!proposes(item, person)) {
            throw new Refused("只有创安办、行业主管部门和属地可以提出挂牌建议");
        }
        long id = listings.open(item, person.login());
        duties.lay(id, timetable.of(Level.DISTRICT));
        duties.happened(id, "OPENED", today());
        processes.start("supervision", item.number(), Map.of("problemId", item.id(), "listingId", id));
        return id;
    }

    /** Whether challenges are the person's to make, whatever the state: somebody of the unit that is responsible, or was when it was refused. */
    boolean objects(Listing listing, Person person) {
        return person.worksFor(items.find(listing.itemId()).leadUnit())
                || acceptances
                        .latest(listing.id())
                        .filter(last -> person.worksFor(last.unit()))
                        .isPresent();
    }

    /** Whether the person may challenge the last conclusion today: somebody of the unit that was refused, once, in time. */
    boolean mayObject(Listing listing, Person person) {
        return acceptances
                        .latest(listing.id())
                        .filter(last -> Boolean.FALSE.equals(last.passed()) && person.worksFor(last.unit()))
                        .filter(last ->
                                objections.of(listing.id()).stream().noneMatch(each -> each.seq() == last.seq()))
                        .isPresent()
                && inTime(listing);
    }

    private boolean inTime(Listing listing) {
        @Nullable LocalDate last = duties.find(listing.id(), "objectBy").due();
        return last != null && !today().isAfter(last);
    }

    /**
     * Challenges the last conclusion.
     *
     * @throws Refused if there is none to challenge, the person is not of the unit, or it is too late
     */
    @Transactional
    public void object(Listing listing, Person person, String grounds) {
        if (!inTime(listing)) {
            throw new Refused("没有可以申请复核的验收结论，或申请复核的期限已过");
        }
        if (!mayObject(listing, person)) {
            throw new Refused("只有责任单位可以对验收不合格的结论申请复核，且每次结论只能申请一次");
        }
        Limit limit = timetable.limit(listing.level(), "reviewObjection");
        long id = objections.raise(
                listing.id(),
                acceptances.current(listing.id()),
                grounds,
                person.login(),
                timetable.due(listing.level(), limit.duty(), today()).day(),
                limit.working() ? limit.days() : null);
        Item item = items.find(listing.itemId());
        log.append(item.id(), person.login(), "申请复核", grounds);
        processes.start(
                "objection",
                item.number(),
                Map.of("problemId", item.id(), "listingId", listing.id(), "objectionId", id));
    }

    /** Whether rebounds are the person's to report, whatever the state: the office's. */
    boolean reportsRebounds(Person person) {
        return person.worksFor(Units.OFFICE);
    }

    /** Whether the person may report that the hazard came back: the office, while the listing is being observed. */
    boolean mayReportRebound(Listing listing, Person person) {
        return listing.state() == State.DELISTED
                && reportsRebounds(person)
                && acts.last(listing.id(), Acts.ARCHIVE).isPresent()
                && !today().isAfter(duties.due(listing.id(), "observe"));
    }

    /**
     * Reports that the hazard came back, so that it is listed again.
     *
     * @throws Refused if it is not being observed any more, or the deadline cannot be
     */
    @Transactional
    public void reportRebound(Listing listing, Person person, String finding, LocalDate deadline) {
        if (!mayReportRebound(listing, person)) {
            throw new Refused("只有创安办可以在摘牌归档后的观察期内报告反弹");
        }
        timetable.allowed(listing.level(), deadline, today());
        acts.record(listing, Acts.REBOUND, person.login(), today(), "", deadline.toString(), finding);
        processes.tell("reboundFound", items.find(listing.itemId()).number());
    }

    /** Whether the person may record that a listing was handed over: the office, while it stands. */
    boolean mayHandOver(Listing listing, Person person) {
        return listing.state().standing() && listing.state().listed() && person.worksFor(Units.OFFICE);
    }

    /**
     * Records that a listing, or what came to light with it, was handed to another authority (安全生产法 第七十四条, 政府督查工作条例 第二十三条).
     *
     * @param ends whether the listing ends with it
     * @throws Refused if it does not stand, or it is not said to whom, when and with what proof
     */
    @Transactional
    public void handOver(
            Listing seen,
            Person person,
            String toUnit,
            String documentNo,
            String handedOn,
            String receipt,
            boolean ends) {
        log.append(seen.itemId(), person.login(), "登记移送", "");
        Listing listing = listings.find(seen.id());
        if (!mayHandOver(listing, person)) {
            throw new Refused(
                    "该挂牌现为“%s”，只有创安办可以在挂牌期间登记移送".formatted(listing.state().label()));
        }
        String no = Answer.required(documentNo, "请填写移送函文号");
        acts.transferred(listing, person.login(), toUnit, no, handedOn, receipt);
        if (ends) {
            processes.tell("handedOver", items.find(listing.itemId()).number());
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
