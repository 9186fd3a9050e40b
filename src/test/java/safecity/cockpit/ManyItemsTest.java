package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecity.ManyItems;

/** Many items at once, in a transaction that is rolled back: pages one after the other hold each row once, and what is counted is what is listed. */
class ManyItemsTest extends PageTest {

    private static final int COUNT = 450;

    @ParameterizedTest
    @CsvSource({"deadline", "-deadline", "number", "-number", "grade", "-grade", "unit", "-unit", "status", "-status"})
    void walks_forth_and_back_through_every_page_in_one_order(String sort) {
        withMany(list -> {
            String start = "/items?list=" + list + "&size=100&sort=" + sort;
            List<String> counted = new ArrayList<>();
            for (int page = 1; page <= 5; page++) {
                counted.addAll(numbers(page(start + "&page=" + page, "duban")));
            }
            List<List<String>> forth = walk(page(start, "duban"), "rel=next");
            String last =
                    page(start, "duban").select(".sc-pager a:contains(末页)").attr("href");
            List<List<String>> back = walk(page(last, "duban"), "rel=prev");

            assertThat(counted).hasSize(COUNT).doesNotHaveDuplicates();
            assertThat(forth.stream().flatMap(List::stream)).containsExactlyElementsOf(counted);
            assertThat(back).hasSize(5);
            assertThat(back.get(0)).isEqualTo(forth.get(4)).hasSize(50);
            assertThat(back.get(4)).isEqualTo(forth.get(0));
            assertThat(back.get(2)).isEqualTo(forth.get(2));
        });
    }

    @Test
    void lists_in_each_view_and_under_each_lamp_as_many_as_it_counts() {
        withMany(list -> {
            for (View view : View.values()) {
                Document page = page("/items?list=" + list + "&size=100&view=" + view.key(), "duban");
                String tab = page.select(".sc-tabs [aria-current] b").text();
                assertThat(walk(page, "rel=next").stream().flatMap(List::stream))
                        .as(view.key())
                        .hasSize(Integer.parseInt(tab));
            }
        });
    }

    @Test
    void stays_where_it_is_when_a_row_before_it_is_closed_meanwhile() {
        withMany(list -> {
            Document first = page("/items?view=open&list=" + list, "duban");
            String next = first.select("[rel=next]").attr("href");
            List<String> before = numbers(page(next, "duban"));
            jdbc.sql("update safecity.item set status = 'CLOSED', closed_at = now() where number = :number")
                    .param("number", numbers(first).get(3))
                    .update();

            assertThat(numbers(page(next, "duban"))).isEqualTo(before);
        });
    }

    @Test
    void shows_a_unit_no_row_of_others_on_any_page() {
        withMany(list -> {
            Set<String> own = new HashSet<>(jdbc.sql("""
                    select i.number from safecity.item i
                      join safecity.item_unit p on p.item_id = i.id and p.unit = :unit
                     where i.list_id = :list""")
                    .param("unit", LEAD)
                    .param("list", list)
                    .query(String.class)
                    .list());
            List<String> seen = walk(page("/items?size=20&list=" + list, "xiaofangzhidui"), "rel=next").stream()
                    .flatMap(List::stream)
                    .toList();

            assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(own).isNotEmpty();
        });
    }

    private List<List<String>> walk(Document page, String link) throws Exception {
        List<List<String>> pages = new ArrayList<>();
        Document at = page;
        while (true) {
            pages.add(numbers(at));
            String url = at.select(".sc-pager [" + link + "]").attr("href");
            if (url.isEmpty() || pages.size() > 60) {
                return pages;
            }
            at = page(url, whoReads(at));
        }
    }

    private static String whoReads(Document page) {
        return page.select(".sc-who").text().contains("消防支队") ? "xiaofangzhidui" : "duban";
    }

    private interface Work {
        void on(long list) throws Exception;
    }

    private void withMany(Work work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            try {
                work.on(new ManyItems(jdbc, COUNT, 7, TODAY).make());
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
    }
}
