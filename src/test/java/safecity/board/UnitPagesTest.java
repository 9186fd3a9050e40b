package safecity.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The page of a unit: for the unit and for those who see everything. */
class UnitPagesTest extends BoardCase {

    @Test
    void shows_a_unit_its_own_figures_as_the_list_has_them() throws Exception {
        ofList(TODAY.minusDays(1));

        Document page = page("/units/" + LEAD, "xiaofangzhidui");

        assertThat(page.selectFirst("h1").text()).isEqualTo("区消防支队");
        assertThat(tile(page, "超期")).isNotEqualTo("0");
        assertThat(page(linkOf(page, "超期"), "xiaofangzhidui")
                        .selectFirst(".sc-sum b")
                        .text())
                .isEqualTo(tile(page, "超期"));
        assertThat(page.select(".sc-contacts b").eachText()).contains("区消防支队经办");
        assertThat(tile(page("/units/" + LEAD, "lingdao"), "承办问题")).isEqualTo(tile(page, "承办问题"));
    }

    @Test
    void is_not_there_for_another_unit() throws Exception {
        assertThat(statusOf("/units/" + LEAD, "chengguanwei")).isEqualTo(404);
        assertThat(statusOf("/units/no-such-unit", "duban")).isEqualTo(404);
    }
}
