package safecity.reassessment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import safecity.calendar.WorkingDays;
import safecity.engine.Answer;
import safecity.engine.DueDate;
import safecity.engine.FormText;
import safecity.engine.Steps;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.unit.Units;

/** 复评: what {@code reassessment.bpmn} asks of us, in the order of the diagram. Public because expressions call it. */
@Steps("reassessment")
public class ReassessmentSteps {

    private final Items items;
    private final ItemLog log;
    private final WorkingDays workingDays;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReassessmentSteps(Items items, ItemLog log, WorkingDays workingDays, JdbcClient jdbc, Clock clock) {
        this.items = items;
        this.log = log;
        this.workingDays = workingDays;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the code of 区创安办. */
    public String office() {
        return Units.OFFICE;
    }

    /** Returns the end of the last day of a number of working days from today. */
    public DueDate dueIn(int days) {
        return workingDays.dueIn(LocalDate.now(clock), days);
    }

    /** Returns what the judgement rests on, as text for the form: goal, statement, verification and spot-check of this round. */
    public String summary(long problemId) {
        Basis basis = jdbc.sql("""
                select coalesce((select p.goal from safecity.plan p
                                  where p.item_id = i.id and p.accepted
                                  order by p.version desc limit 1), i.goal) as goal,
                       s.statement,
                       coalesce(nullif(s.reasons, ''), '通过') as verification,
                       (select case when c.passed then '合格，' else '不合格，' end || c.result
                          from safecity.spot_check c
                         where c.item_id = i.id and c.round = i.round) as spot_check
                  from safecity.item i
                  join safecity.submission s on s.item_id = i.id and s.round = i.round
                 where i.id = :id""").param("id", problemId).query(Basis.class).single();
        return basis.asText();
    }

    /** Judges the effect of this round. */
    public void reassess(long problemId, String by, String decision, @Nullable String opinion) {
        boolean effective = Answer.of(decision, "effective", "ineffective").equals("effective");
        String said = Answer.required(opinion, "请填写复评意见");
        jdbc.sql("""
                insert into safecity.reassessment (item_id, round, effective, opinion, reassessed_by, reassessed_at)
                values (:id, :round, :effective, :opinion, :by, :now)""")
                .param("id", problemId)
                .param("round", items.find(problemId).round())
                .param("effective", effective)
                .param("opinion", said)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        log.append(problemId, by, effective ? "复评通过" : "复评未通过", said);
    }

    private record Basis(
            String goal,
            String statement,
            String verification,
            @Nullable String spotCheck) {

        String asText() {
            String text = "**整改目标**：%s\n\n**整改情况**：%s\n\n**核查意见**：%s"
                    .formatted(FormText.quoted(goal), FormText.quoted(statement), FormText.quoted(verification));
            return spotCheck == null ? text : text + "\n\n**抽查情况**：" + FormText.quoted(spotCheck);
        }
    }
}
