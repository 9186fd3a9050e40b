package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import safecity.ManyItems;
import safecity.calendar.Deadline;
import safecity.item.Grade;
import safecity.item.Item;

/** 搜索: by number, words, place, responsible unit and locality, in Chinese, through the index. */
class ItemSearchTest extends PageTest {

    @Autowired
    private ItemQuery query;

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

    /** The statement of the list itself, by the database's own choice, among as many items as a district has in some months. */
    @ParameterizedTest
    @ValueSource(strings = {"duban", "xiaofangzhidui"})
    void is_found_through_the_index(String login) throws Exception {
        ItemFilter filter = ItemFilter.of(Map.of("q", "锅炉 龙卷风"));
        try (Connection connection = asSuperuser()) {
            connection.setAutoCommit(false);
            JdbcClient many = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            new ManyItems(many, 2_000, 11, TODAY).make();
            many.sql("analyze safecity.item").update();

            List<String> plan = many.sql("explain select i.number " + ItemQuery.WITH_UNITS + ItemQuery.WHERE
                            + ItemQuery.and(filter) + " and " + filter.view().condition() + " order by "
                            + filter.sort().orderBy(filter.descending(), false) + " limit 20")
                    .params(query.parameters(filter, people.require(login)))
                    .query(String.class)
                    .list();
            connection.rollback();

            assertThat(plan).anyMatch(line -> line.contains("item_search"));
        }
    }

    private List<String> found(String words) throws Exception {
        return numbers(page(
                "/items?q="
                        + URLEncoder.encode(mark + " " + words, StandardCharsets.UTF_8)
                                .replace("+", "%20"),
                "duban"));
    }
}
