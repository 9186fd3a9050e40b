package safecity.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import safecity.item.Item;
import safecity.item.Status;

/** The items that another system reads: filters of the list, pages that never shift. */
class ItemsApiTest extends ApiCase {

    private long list;

    @BeforeEach
    void aListOfItsOwn() {
        list = jdbc.sql("""
                insert into safecity.problem_list (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values (:title, '区创安办', 2020, 'list.xlsx', :hash, '', 'DISPATCHED', 'duban', now())
                returning id""")
                .param("title", "清单" + mark)
                .param("hash", UUID.randomUUID().toString())
                .query(Long.class)
                .single();
    }

    @Test
    void pages_through_all_items_once_while_others_are_registered() throws Exception {
        List<String> registered = new ArrayList<>();
        for (int at = 0; at < 5; at++) {
            registered.add(ofList(TODAY.plusDays(5 - at)).number());
        }

        List<String> read = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = read("/api/items?size=2&list=" + list + (next.isEmpty() ? "" : "&after=" + next));
            page.path("items").forEach(item -> read.add(item.path("number").asText()));
            next = page.path("next").isNull() ? null : page.path("next").asText();
            if (read.size() == 2) {
                registered.add(ofList(TODAY.minusDays(100)).number());
            }
        }

        assertThat(read).containsExactlyElementsOf(registered);
    }

    @Test
    void filters_as_the_list_does() throws Exception {
        Item late = ofList(TODAY.minusDays(1));
        Item done = ofList(TODAY.plusDays(1));
        move(
                done,
                Status.DISPATCHED,
                Status.PLANNING,
                Status.RECTIFYING,
                Status.SUBMITTED,
                Status.VERIFIED,
                Status.CLOSED);

        assertThat(numbersOf("&lamp=RED")).containsExactly(late.number());
        assertThat(numbersOf("&status=CLOSED")).containsExactly(done.number());
        assertThat(numbersOf("&unit=" + LEAD)).containsExactly(late.number(), done.number());
        assertThat(numbersOf("&unit=" + HELPER)).isEmpty();
        assertThat(numbersOf("&grade=MAJOR")).isEmpty();
        assertThat(numbersOf("&locality=" + LOCALITY + "&task=3")).hasSize(2);
    }

    @Test
    void takes_every_filter_of_the_list_and_says_what_it_does_not_know() throws Exception {
        Item late = ofList(TODAY.minusDays(1));
        Item soon = ofList(TODAY.plusDays(1));

        assertThat(numbersOf("&view=overdue")).containsExactly(late.number());
        assertThat(numbersOf("&view=submitted")).isEmpty();
        assertThat(numbersOf("&q=" + soon.number())).containsExactly(soon.number());
        assertThat(numbersOf("&from=2020-09-28&until=2020-09-30")).containsExactly(soon.number());
        assertThat(numbersOf("&source=" + encoded("市级专家检查"))).hasSize(2);
        assertThat(numbersOf("&source=" + encoded("群众举报"))).isEmpty();
        assertThat(numbersOf("&unit=" + HELPER + "&part=COOPERATING")).hasSize(2);
        assertThat(numbersOf("&listing=NEVER")).hasSize(2);
        assertThat(numbersOf("&listing=STANDING")).isEmpty();
        for (String wrong :
                List.of("view=x", "from=28.9.2020", "listing=x", "unit=" + HELPER + "&part=x", "part=LEAD")) {
            assertThat(ask("/api/items?" + wrong, token).getStatus()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void an_entry_of_the_timeline_is_a_change_too() throws Exception {
        Item item = ofList(TODAY);
        itIs(TODAY.plusDays(3), LocalTime.of(9, 0));
        assertThat(numbersOf("&changedSince=2020-10-01")).isEmpty();

        transaction.executeWithoutResult(status -> log.append(item.id(), "duban", "催办", "请加快"));

        assertThat(numbersOf("&changedSince=2020-10-01")).containsExactly(item.number());
        assertThat(read("/api/items/" + item.number()).path("changedAt").asText())
                .isEqualTo("2020-10-01T09:00:00+08:00");
    }

    @Test
    void tells_the_figures_of_a_day_that_ended() throws Exception {
        jdbc.sql("""
                insert into safecity.daily_figure (day, unit, total, open, overdue, closed, by_original, by_approved, registered, closed_that_day,
                                                   restored, taken_at)
                values ('1940-01-04', :unit, 3, 2, 1, 1, 0, 1, 1, 0, false, now()) on conflict do nothing""").param("unit", LEAD).update();

        JsonNode day = read("/api/board/days/1940-01-04");

        assertThat(day.path("open").asInt()).isEqualTo(2);
        assertThat(day.at("/units/0/unit/code").asText()).isEqualTo(LEAD);
        assertThat(day.at("/units/0/onTime/rateByApproved").asDouble()).isEqualTo(1);
        assertThat(ask("/api/board/days/1940-01-05", token).getStatus()).isEqualTo(404);
        assertThat(ask("/api/board/days/today", token).getStatus()).isEqualTo(400);
        assertThat(ask("/api/board/days/1940-01-04", token(java.util.EnumSet.of(Scope.ITEMS)))
                        .getStatus())
                .isEqualTo(403);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void finds_what_changed_since() throws Exception {
        Item early = ofList(TODAY);
        itIs(TODAY.plusDays(1), LocalTime.of(9, 0));
        Item late = ofList(TODAY);

        assertThat(numbersOf("&changedSince=2020-09-29T09:00:00%2B08:00")).containsExactly(late.number());
        assertThat(numbersOf("&changedSince=2020-09-29T09:00:00+08:00")).containsExactly(late.number());
        assertThat(numbersOf("&changedSince=2020-09-29T09:00:01%2B08:00")).isEmpty();
        assertThat(numbersOf("&changedSince=2020-09-28")).containsExactly(early.number(), late.number());
        move(early, Status.DISPATCHED, Status.PLANNING);
        assertThat(numbersOf("&changedSince=2020-09-29")).containsExactly(early.number(), late.number());
    }

    @Test
    void writes_days_and_moments_as_a_program_expects_them() throws Exception {
        Item item = ofList(TODAY.plusDays(3));

        JsonNode read = read("/api/items/" + item.number());

        assertThat(read.path("originalDeadline").asText()).isEqualTo("2020-10-01");
        assertThat(read.path("createdAt").asText()).isEqualTo("2020-09-28T10:00:00+08:00");
        assertThat(read.path("closedAt").isNull()).isTrue();
        assertThat(read.at("/leadUnit/name").asText()).isEqualTo("区消防支队");
        assertThat(read.at("/cooperatingUnits/0/code").asText()).isEqualTo(HELPER);
        assertThat(read.at("/locality/name").asText()).isEqualTo("黄村镇");
    }

    private List<String> numbersOf(String more) throws Exception {
        List<String> numbers = new ArrayList<>();
        read("/api/items?list=" + list + more)
                .path("items")
                .forEach(item -> numbers.add(item.path("number").asText()));
        return numbers;
    }

    private Item ofList(LocalDate deadline) {
        Item item = register(deadline);
        jdbc.sql("update safecity.item set list_id = :list where id = :id")
                .param("list", list)
                .param("id", item.id())
                .update();
        return item;
    }
}
