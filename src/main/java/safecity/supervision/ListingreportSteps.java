package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Steps;
import safecity.item.ItemLog;

/** 挂牌进展报送: what {@code listingreport.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("listingreport")
public class ListingreportSteps {

    private final Listings listings;
    private final ListingPlans plans;
    private final Reports reports;
    private final Duties duties;
    private final Correspondence correspondence;
    private final ItemLog log;
    private final Clock clock;

    ListingreportSteps(
            Listings listings,
            ListingPlans plans,
            Reports reports,
            Duties duties,
            Correspondence correspondence,
            ItemLog log,
            Clock clock) {
        this.listings = listings;
        this.plans = plans;
        this.reports = reports;
        this.duties = duties;
        this.correspondence = correspondence;
        this.log = log;
        this.clock = clock;
    }

    /** Returns the code of the unit that is responsible. */
    public String responsibleUnit(long listingId) {
        return listings.itemOf(listingId).leadUnit();
    }

    /** Returns the end of the period. */
    public DueDate reportDue(long listingId) {
        return duties.dueDate(listingId, "report");
    }

    /** Returns the plan as text. */
    public String planText(long listingId) {
        return plans.latest(listingId).map(Summaries::plan).orElse("");
    }

    /** Returns what was reported last; says so if nobody reported in the last period. */
    public String lastReport(long listingId) {
        return reports.of(listingId).stream()
                .findFirst()
                .map(last -> last.silent() ? "上期（%s）未报送".formatted(last.due()) : FormText.quoted(last.progress()))
                .orElse("");
    }

    /** Records what the unit reports; the next period begins. */
    public void report(long listingId, String by, @Nullable String progress, @Nullable String difficulties) {
        String said = Answer.required(progress, "请填写本期整改进展");
        LocalDate today = LocalDate.now(clock);
        reports.record(listingId, duties.due(listingId, "report"), said, Answer.text(difficulties), by);
        duties.happened(listingId, "PERIOD", today);
        log.append(listings.find(listingId).itemId(), by, "报送挂牌进展", said);
    }

    /** Returns the moment from which on nobody has reported in time. */
    public Date reportMissedAt(long listingId) {
        return ListingDeadlines.after(duties.due(listingId, "report"));
    }

    /** Records that nobody reported, and tells the office; the next period begins where this one ended. */
    public void noteSilence(long listingId) {
        LocalDate due = duties.due(listingId, "report");
        reports.record(listingId, due, null, null, null);
        duties.happened(listingId, "PERIOD", due);
        log.append(listings.find(listingId).itemId(), null, "未报送进展", "%s 到期未报".formatted(due));
        correspondence.reportMissed(listings.find(listingId));
    }
}
