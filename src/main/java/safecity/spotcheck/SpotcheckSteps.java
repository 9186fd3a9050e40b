package safecity.spotcheck;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Refused;
import safecity.engine.Steps;
import safecity.evidence.Evidence;
import safecity.evidence.Phase;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.unit.Units;

/** 抽查: what {@code spotcheck.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("spotcheck")
public class SpotcheckSteps {

    private final Items items;
    private final ItemLog log;
    private final Evidence evidence;
    private final CheckOrders orders;
    private final WorkingDays workingDays;
    private final JdbcClient jdbc;
    private final Clock clock;

    SpotcheckSteps(
            Items items,
            ItemLog log,
            Evidence evidence,
            CheckOrders orders,
            WorkingDays workingDays,
            JdbcClient jdbc,
            Clock clock) {
        this.items = items;
        this.log = log;
        this.evidence = evidence;
        this.orders = orders;
        this.workingDays = workingDays;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the code of 创安专家组. */
    public String experts() {
        return Units.EXPERTS;
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(LocalDate.now(clock), days);
    }

    /** Returns why the office ordered the check, for the top of the form; empty if the item was drawn. */
    public String order(long problemId) {
        return orders.open(problemId)
                .map(order -> "**%s点名抽查**\n\n%s"
                        .formatted(FormText.quoted(order.orderedBy()), FormText.quoted(order.reason())))
                .orElse("");
    }

    /** Returns what the unit says it did in this round. */
    public String statement(long problemId) {
        return FormText.quoted(
                jdbc.sql("select statement from safecity.submission where item_id = :id order by round desc limit 1")
                        .param("id", problemId)
                        .query(String.class)
                        .optional()
                        .orElse(""));
    }

    /** Records what was found on the site, with at least one photo of the check, and seals the photos. */
    public void checkOnSite(long problemId, String by, String result, @Nullable String findings) {
        Item item = items.find(problemId);
        boolean passed = Answer.of(result, "passed", "failed").equals("passed");
        String found = Answer.required(findings, "请填写现场情况");
        evidence.seal(problemId, item.round());
        if (evidence.count(problemId, item.round(), Phase.CHECK) == 0) {
            throw new Refused("还没有现场照片，请先在“佐证材料”页签上传至少一张“抽查”照片，再提交");
        }
        jdbc.sql("""
                insert into safecity.spot_check (item_id, round, passed, result, checked_by, checked_at)
                values (:id, :round, :passed, :result, :by, :now)""")
                .param("id", problemId)
                .param("round", item.round())
                .param("passed", passed)
                .param("result", found)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        log.append(problemId, by, passed ? "抽查合格" : "抽查不合格", found);
    }
}
