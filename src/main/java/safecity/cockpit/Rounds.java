package safecity.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the units wrote and the reviewers answered, round by round. Reads the tables of rectification, spot checks and re-assessments. */
@Repository
class Rounds {

    private final JdbcClient jdbc;

    Rounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One round of rectification, each list in the order in which it happened. */
    record Round(
            int no,
            List<Plan> plans,
            List<Progress> progress,
            List<Verdict> submissions,
            List<Verdict> spotChecks,
            List<Verdict> reassessments) {

        /** Whether nothing was done in it yet. */
        public boolean empty() {
            return plans.isEmpty() && progress.isEmpty() && submissions.isEmpty();
        }
    }

    /** A version of the plan; {@code accepted} is null until it is reviewed. */
    record Plan(
            int round,
            int version,
            String goal,
            String measures,
            String person,
            LocalDate finishOn,
            String funds,
            String contingency,
            String by,
            Instant at,
            @Nullable Boolean accepted,
            String reasons,
            String reviewer,
            @Nullable Instant reviewedAt) {}

    /** A note on progress. */
    record Progress(int round, String note, boolean finished, String by, Instant at) {}

    /**
     * A statement that was judged.
     *
     * @param statement what the unit said; empty for what the judge found by himself
     * @param accepted  null until it is judged
     * @param reasons   of the judge
     */
    record Verdict(
            int round,
            String statement,
            String by,
            @Nullable Instant at,
            @Nullable Boolean accepted,
            String reasons,
            String judge,
            @Nullable Instant judgedAt) {}

    /** Something that was sent back, with the reasons. */
    record Return(String act, int round, String by, Instant at, String reasons) {}

    /** Returns an item's rounds, the latest first. */
    @Transactional(readOnly = true)
    public List<Round> of(long itemId, int rounds) {
        List<Plan> plans = rows(PLANS, itemId, PLAN);
        List<Progress> progress = rows(PROGRESS, itemId, NOTE);
        List<Verdict> submissions = rows(SUBMISSIONS, itemId, VERDICT);
        List<Verdict> spotChecks = rows(SPOT_CHECKS, itemId, VERDICT);
        List<Verdict> reassessments = rows(REASSESSMENTS, itemId, VERDICT);
        return IntStream.iterate(rounds, no -> no >= 1, no -> no - 1)
                .mapToObj(no -> new Round(
                        no,
                        plans.stream().filter(row -> row.round() == no).toList(),
                        progress.stream().filter(row -> row.round() == no).toList(),
                        submissions.stream().filter(row -> row.round() == no).toList(),
                        spotChecks.stream().filter(row -> row.round() == no).toList(),
                        reassessments.stream().filter(row -> row.round() == no).toList()))
                .toList();
    }

    /** Returns why the item was sent back, the latest first. */
    static List<Return> returns(List<Round> rounds) {
        List<Return> returns = new ArrayList<>();
        for (Round round : rounds) {
            for (Plan plan : round.plans()) {
                if (plan.accepted() != null && !plan.accepted() && plan.reviewedAt() != null) {
                    returns.add(new Return("整改方案未通过", round.no(), plan.reviewer(), plan.reviewedAt(), plan.reasons()));
                }
            }
            round.submissions().forEach(verdict -> addRefusal(returns, "核查未通过", verdict));
            round.spotChecks().forEach(verdict -> addRefusal(returns, "抽查未通过", verdict));
            round.reassessments().forEach(verdict -> addRefusal(returns, "复评未达到整改效果", verdict));
        }
        returns.sort(Comparator.comparing(Return::at).reversed());
        return returns;
    }

    private static void addRefusal(List<Return> returns, String act, Verdict verdict) {
        if (verdict.accepted() != null && !verdict.accepted() && verdict.judgedAt() != null) {
            returns.add(new Return(act, verdict.round(), verdict.judge(), verdict.judgedAt(), verdict.reasons()));
        }
    }

    private <T> List<T> rows(String sql, long itemId, RowMapper<T> mapper) {
        return jdbc.sql(sql).param("id", itemId).query(mapper).list();
    }

    private static final String PLANS = """
            select p.round, p.version, p.goal, p.measures, p.person, p.finish_on, p.funds, p.contingency, author.display_name as by,
                   p.submitted_at as at, p.accepted, coalesce(p.reasons, '') as reasons, coalesce(judge.display_name, '') as judge,
                   p.reviewed_at as judged_at
              from safecity.plan p
              join safecity.account author on author.login = p.submitted_by
              left join safecity.account judge on judge.login = p.reviewed_by
             where p.item_id = :id
             order by p.version""";

    private static final String PROGRESS = """
            select p.round, p.note, p.finished, author.display_name as by, p.reported_at as at
              from safecity.progress p
              join safecity.account author on author.login = p.reported_by
             where p.item_id = :id
             order by p.id""";

    private static final String SUBMISSIONS = """
            select s.round, s.statement, author.display_name as by, s.submitted_at as at, s.accepted, coalesce(s.reasons, '') as reasons,
                   case when starts_with(judge.display_name, u.short_name) then judge.display_name
                        else concat_ws(' ', u.short_name, judge.display_name) end as judge, s.verified_at as judged_at
              from safecity.submission s
              join safecity.account author on author.login = s.submitted_by
              left join safecity.account judge on judge.login = s.verified_by
              left join safecity.unit u on u.code = s.verifying_unit
             where s.item_id = :id
             order by s.round""";

    private static final String SPOT_CHECKS = """
            select c.round, '' as statement, '' as by, null::timestamptz as at, c.passed as accepted, c.result as reasons,
                   judge.display_name as judge, c.checked_at as judged_at
              from safecity.spot_check c
              join safecity.account judge on judge.login = c.checked_by
             where c.item_id = :id
             order by c.round""";

    private static final String REASSESSMENTS = """
            select r.round, '' as statement, '' as by, null::timestamptz as at, r.effective as accepted, r.opinion as reasons,
                   judge.display_name as judge, r.reassessed_at as judged_at
              from safecity.reassessment r
              join safecity.account judge on judge.login = r.reassessed_by
             where r.item_id = :id
             order by r.round""";

    private static final RowMapper<Plan> PLAN = (row, index) -> new Plan(
            row.getInt("round"),
            row.getInt("version"),
            row.getString("goal"),
            row.getString("measures"),
            row.getString("person"),
            row.getObject("finish_on", LocalDate.class),
            row.getString("funds"),
            row.getString("contingency"),
            row.getString("by"),
            row.getTimestamp("at").toInstant(),
            row.getObject("accepted", Boolean.class),
            row.getString("reasons"),
            row.getString("judge"),
            instant(row, "judged_at"));

    private static final RowMapper<Progress> NOTE = (row, index) -> new Progress(
            row.getInt("round"),
            row.getString("note"),
            row.getBoolean("finished"),
            row.getString("by"),
            row.getTimestamp("at").toInstant());

    private static final RowMapper<Verdict> VERDICT = (row, index) -> new Verdict(
            row.getInt("round"),
            row.getString("statement"),
            row.getString("by"),
            instant(row, "at"),
            row.getObject("accepted", Boolean.class),
            row.getString("reasons"),
            row.getString("judge"),
            instant(row, "judged_at"));

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
