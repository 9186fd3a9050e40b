package safecity.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.item.Item;

/** 事件: read with a cursor, none is missed and none comes twice, however their transactions end. */
class EventsApiTest extends ApiCase {

    @Autowired
    private EventFeed feed;

    private String cursor = "";

    @BeforeEach
    void readUpToNow() {
        EventFeed.Place end = feed.end();
        cursor = new Cursor(end.transaction(), end.id()).written();
    }

    @Test
    void holds_back_what_committed_early_until_what_began_before_has_ended() throws Exception {
        Item slow = register(TODAY);
        Item quick = register(TODAY);
        readAll();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Void> slowly = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            log.append(slow.id(), "duban", "签收", "");
            written.countDown();
            await(mayEnd);
        }));
        await(written);
        transaction.executeWithoutResult(status -> log.append(quick.id(), "duban", "销号", ""));

        List<String> early = readAll();
        mayEnd.countDown();
        slowly.join();
        List<String> afterwards = readAll();

        assertThat(early).isEmpty();
        assertThat(afterwards).containsExactly(slow.number() + " 签收", quick.number() + " 销号");
        assertThat(readAll()).isEmpty();
    }

    @Test
    void hands_out_nothing_of_what_was_rolled_back_and_goes_on_behind_it() throws Exception {
        Item item = register(TODAY);
        readAll();
        transaction.executeWithoutResult(status -> {
            log.append(item.id(), "duban", "签收", "");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> {
            log.append(item.id(), "duban", "提交整改方案", "");
            log.append(item.id(), null, "到期提醒", "");
        });

        assertThat(readAll()).containsExactly(item.number() + " 提交整改方案", item.number() + " 到期提醒");
    }

    @Test
    void tells_kind_act_unit_and_moment_but_no_person_and_no_free_text() throws Exception {
        Item item = register(TODAY);
        readAll();
        transaction.executeWithoutResult(status -> {
            log.append(item.id(), "duban", "催办", "张三请尽快办理");
            log.append(item.id(), null, "没有登记的事由", "");
        });

        JsonNode page = read("/api/events?after=" + cursor);

        JsonNode pressed = page.at("/events/0");
        assertThat(pressed.path("kind").asText()).isEqualTo("press");
        assertThat(pressed.path("act").asText()).isEqualTo("催办");
        assertThat(pressed.at("/unit/name").asText()).isEqualTo("区创安办");
        assertThat(pressed.path("at").asText()).isEqualTo("2020-09-28T10:00:00+08:00");
        assertThat(page.at("/events/1/unit").isNull()).isTrue();
        assertThat(page.at("/events/1/kind").asText()).isEqualTo("other");
        assertThat(page.toString()).doesNotContain("张三", "督办员");
    }

    @Test
    void reads_page_by_page_what_it_would_read_at_once() throws Exception {
        Item item = register(TODAY);
        for (int at = 0; at < 5; at++) {
            transaction.executeWithoutResult(status -> log.append(item.id(), "duban", "报送进展", ""));
        }
        String start = cursor;
        List<String> atOnce = readAll();
        cursor = start;
        List<String> paged = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode page = read("/api/events?size=2&after=" + cursor);
            page.path("events")
                    .forEach(event -> paged.add(event.path("item").asText() + " "
                            + event.path("act").asText()));
            cursor = page.path("next").asText();
            more = page.path("more").asBoolean();
        }

        assertThat(paged).isEqualTo(atOnce).hasSize(6);
    }

    @Test
    void goes_on_where_the_events_ended_after_the_database_moved_to_another_server() throws Exception {
        Item item = register(TODAY);
        readAll();
        long shift = jdbc.sql("select shift from safecity.event_era")
                .query(Long.class)
                .single();
        // As after a restore: an event of a transaction that this server will reach much later.
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update safecity.event_era set shift = shift + 1000000").update();
            log.append(item.id(), "duban", "签收", "");
            jdbc.sql("update safecity.event_era set shift = :shift")
                    .param("shift", shift)
                    .update();
        });
        assertThat(readAll()).isEmpty();

        feed.followEarlierEvents();
        transaction.executeWithoutResult(status -> log.append(item.id(), "duban", "改派", ""));

        assertThat(readAll()).containsExactly(item.number() + " 签收", item.number() + " 改派");
    }

    private List<String> readAll() throws Exception {
        JsonNode page = read("/api/events?size=500&after=" + cursor);
        cursor = page.path("next").asText();
        List<String> events = new ArrayList<>();
        page.path("events")
                .forEach(event -> events.add(
                        event.path("item").asText() + " " + event.path("act").asText()));
        return events;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
