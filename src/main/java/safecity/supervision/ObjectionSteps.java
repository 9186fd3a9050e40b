package safecity.supervision;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Steps;
import safecity.item.ItemLog;
import safecity.supervision.Objections.Objection;
import safecity.unit.Units;

/** 异议复核: what {@code objection.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("objection")
public class ObjectionSteps {

    private final Objections objections;
    private final Acceptances acceptances;
    private final Listings listings;
    private final Summaries summaries;
    private final ItemLog log;

    ObjectionSteps(
            Objections objections, Acceptances acceptances, Listings listings, Summaries summaries, ItemLog log) {
        this.objections = objections;
        this.acceptances = acceptances;
        this.listings = listings;
        this.summaries = summaries;
        this.log = log;
    }

    /** Returns the code of 区创安工作领导小组, which is above who concluded. */
    public String leadingGroup() {
        return Units.LEADING_GROUP;
    }

    /** Returns the end of the last day for the answer. */
    public DueDate dueBy(long objectionId) {
        return WorkingDays.dueByRow(objections.find(objectionId).due(), Objections.row(objectionId));
    }

    /** Returns the challenge and what it is about, as text. */
    public String objection(long objectionId) {
        Objection objection = objections.find(objectionId);
        String opinions = acceptances.opinions(objection.listingId(), objection.seq()).stream()
                .map(opinion -> "%s（%s，%s）：%s"
                        .formatted(
                                opinion.name(),
                                opinion.unitName(),
                                opinion.passed() ? "合格" : "不合格",
                                FormText.quoted(opinion.opinion())))
                .collect(Collectors.joining("\n\n"));
        return "%s\n\n**申请复核的理由**：%s\n\n**原验收意见**\n\n%s"
                .formatted(
                        summaries.listing(listings.find(objection.listingId())),
                        FormText.quoted(objection.grounds()),
                        opinions);
    }

    /** Reviews the conclusion; never who took part in it, nor who challenged it. */
    public void review(long objectionId, String by, String decision, @Nullable String opinion) {
        boolean wrong = Answer.of(decision, "revoke", "uphold").equals("revoke");
        String said = Answer.required(opinion, "请填写复核意见");
        objections.decide(objectionId, by, wrong, said);
        log.append(itemOf(objectionId), by, wrong ? "复核撤销" : "复核维持", said);
    }

    /** Whether the conclusion was found wrong. */
    public boolean wrong(long objectionId) {
        return Boolean.TRUE.equals(objections.find(objectionId).wrong());
    }

    /** Takes the conclusion back; it no longer counts as a refusal. */
    public void revoke(long objectionId) {
        Objection objection = objections.find(objectionId);
        acceptances.revoke(objection.listingId(), objection.seq());
        log.append(itemOf(objectionId), null, "撤销结论", "验收不合格的结论已撤销，责任单位可再次提请验收");
    }

    private long itemOf(long objectionId) {
        return listings.find(objections.find(objectionId).listingId()).itemId();
    }
}
