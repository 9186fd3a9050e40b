package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import safecity.item.Item;
import safecity.item.Status;

/** 问题清单: what narrows it by days, what it says of days that it cannot read, and what each row offers. */
class ItemFilterTest extends PageTest {

    @Test
    void offers_in_each_row_what_the_viewer_may_do() throws Exception {
        Item open = register(TODAY.plusDays(9));
        Item closed = register(TODAY.plusDays(9));
        move(
                closed,
                Status.DISPATCHED,
                Status.PLANNING,
                Status.RECTIFYING,
                Status.SUBMITTED,
                Status.VERIFIED,
                Status.CLOSED);

        Document office = list("duban", "");

        assertThat(acts(office, open)).containsExactly("查看", "催办", "转办", "派抽查", "导出", "催办记录");
        assertThat(acts(office, closed)).containsExactly("查看");
        assertThat(acts(list("xiaofangzhidui", ""), open)).containsExactly("查看");
        Document press =
                page(office.select(".sc-cell-acts a:contains(催办)").get(0).attr("href"), "duban");
        assertThat(press.select("tbody th").eachText()).containsExactly(open.number());
    }

    private static List<String> acts(Document list, Item item) {
        return list.select("tbody tr:has(th:contains(" + item.number() + ")) .sc-cell-acts a")
                .eachText();
    }

    @Test
    void narrows_by_the_days_of_dispatch_and_closing_both_included() throws Exception {
        Item early = register(TODAY.plusDays(9));
        itIs(TODAY.plusDays(1), LocalTime.of(23, 59, 59));
        Item late = register(TODAY.plusDays(9));
        move(
                late,
                Status.DISPATCHED,
                Status.PLANNING,
                Status.RECTIFYING,
                Status.SUBMITTED,
                Status.VERIFIED,
                Status.CLOSED);

        assertThat(numbers(list("duban", "&dispatchedUntil=" + TODAY))).containsExactly(early.number());
        assertThat(numbers(list("duban", "&dispatchedFrom=" + TODAY.plusDays(1))))
                .containsExactly(late.number());
        Document closed =
                list("duban", "&closedFrom=%s&closedUntil=%s".formatted(TODAY.plusDays(1), TODAY.plusDays(1)));
        assertThat(numbers(closed)).containsExactly(late.number());
        assertThat(closed.select(".sc-chips a").eachText()).contains("销号日期从=2020-09-29 ✕", "销号日期至=2020-09-29 ✕");
        assertThat(closed.selectFirst("#filter-more").hasAttr("open")).isTrue();
        assertThat(numbers(list("duban", "&closedUntil=" + TODAY))).isEmpty();
    }

    @Test
    void says_of_a_date_that_it_cannot_read_that_it_does_not_narrow() throws Exception {
        Item item = register(TODAY.plusDays(9));

        Document list = list("duban", "&dispatchedFrom=9/28");

        assertThat(numbers(list)).containsExactly(item.number());
        assertThat(list.select("[role=alert]").text()).isEqualTo("“派发日期从”填的“9/28”不是日期，这个条件没有生效。请按 2020-09-30 的格式填写。");
        assertThat(list("duban", "&from=2020-10-02&until=2020-10-01")
                        .select("[role=alert]")
                        .text())
                .contains("请对调两个日期");
        assertThat(list("duban", "&from=2020-10-01").select("[role=alert]")).isEmpty();
    }
}
