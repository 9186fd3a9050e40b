package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecity.calendar.Deadline;
import safecity.item.Grade;
import safecity.item.Item;

/** 搜索: by number, words, place, responsible unit and locality, in Chinese, through the index. */
class ItemSearchTest extends PageTest {

    @ParameterizedTest
    @ValueSource(strings = {"锅炉房", "锅炉", "炉", "12号院", "消防支队", "黄村镇", "黄村 锅炉", "锅炉　12号", "abc", "ABC", "燃气Abc锅炉房"})
    void finds_an_item_by_any_part_of_what_is_known_of_it(String words) throws Exception {
        Item item = register(TODAY.plusDays(9), "燃气Abc锅炉房", Grade.ORDINARY, new Deadline(TODAY.plusDays(9), false));

        assertThat(found(words)).containsExactly(item.number());
        assertThat(found(item.number().toLowerCase(java.util.Locale.ROOT) + " " + words))
                .containsExactly(item.number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"炉锅", "房锅", "锅炉房间", "锅炉 龙卷风", "房标记黄村", "区城管委", "锅%", "锅_房"})
    void finds_nothing_that_only_looks_like_it(String words) throws Exception {
        register(TODAY.plusDays(9), "燃气锅炉房", Grade.ORDINARY, new Deadline(TODAY.plusDays(9), false));

        assertThat(found(words)).isEmpty();
    }

    @Test
    void follows_a_new_unit_a_new_place_and_a_renamed_unit_without_being_told() throws Exception {
        Item item = register(TODAY.plusDays(9));
        transaction.executeWithoutResult(status -> items.reassign(item.id(), HELPER));
        jdbc.sql("update safecity.item set place = '𠮷祥里' where id = :id")
                .param("id", item.id())
                .update();

        assertThat(found("城管")).containsExactly(item.number());
        assertThat(found("消防支队")).isEmpty();
        assertThat(found("𠮷祥")).containsExactly(item.number());

        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("update safecity.unit set short_name = '区市容委' where code = :code")
                    .param("code", HELPER)
                    .update();
            assertThat(jdbc.sql("select search_text from safecity.item where id = :id")
                            .param("id", item.id())
                            .query(String.class)
                            .single())
                    .contains("区市容委")
                    .doesNotContain("城管");
        });
    }

    @Test
    void is_found_through_the_index() {
        List<String> plan = transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local enable_seqscan = off").update();
            return jdbc.sql(
                            "explain select i.id from safecity.item i where safecity.bigrams(i.search_text) @> safecity.bigrams('消防')")
                    .query(String.class)
                    .list();
        });

        assertThat(plan).anyMatch(line -> line.contains("item_search"));
    }

    private List<String> found(String words) throws Exception {
        return numbers(page(
                "/items?q="
                        + URLEncoder.encode(mark + " " + words, StandardCharsets.UTF_8)
                                .replace("+", "%20"),
                "duban"));
    }
}
