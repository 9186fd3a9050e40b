package safecity.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.cockpit.Totals;
import safecity.cockpit.View;

/** 今日须关注: what waits for somebody today, each with the place where it is acted on. */
@Repository
class Attention {

    private final JdbcClient jdbc;
    private final Clock clock;

    Attention(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One line.
     *
     * @param href list of exactly those that are counted
     */
    record Line(String label, int count, String href) {}

    /** Returns all lines, those with nothing too, so that nobody wonders whether they were counted. */
    List<Line> of(Totals.Figures figures, long list) {
        String scope = list == 0 ? "" : "&list=" + list;
        return List.of(
                ofView(View.UNANSWERED, figures, scope),
                ofView(View.EXTENSION, figures, scope),
                ofView(View.TOMORROW, figures, scope),
                ofView(View.PRESSED, figures, scope),
                new Line(
                        "文书待签发",
                        count("select count(*) from safecity.document where status = 'DRAFT'"),
                        "/documents?state=DRAFT"),
                new Line(
                        "挂牌待验收",
                        count("select count(*) from safecity.listing where state in ('APPLIED', 'INSPECTING')"),
                        "/listings"),
                new Line("挂牌事项超期", count("""
                        select count(distinct d.listing_id)
                          from safecity.listing_duty d
                          join safecity.listing l on l.id = d.listing_id
                         where d.kind = 'DUTY' and d.done_on is null and d.due < :today and l.closed_at is null"""), "/listings"));
    }

    private static Line ofView(View view, Totals.Figures figures, String scope) {
        return new Line(view.label(), figures.of(view), "/items?view=" + view.key() + scope);
    }

    private int count(String sql) {
        return jdbc.sql(sql)
                .param("today", LocalDate.now(clock))
                .query(Integer.class)
                .single();
    }
}
