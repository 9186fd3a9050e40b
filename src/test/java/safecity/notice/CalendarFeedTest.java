package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import biweekly.util.ICalDate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletResponse;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** 日历订阅: what the calendar holds, and whom it opens to. */
class CalendarFeedTest extends ApplicationTest {

    private static final String UNIT = "qu-ke-wei";
    private static final LocalDate DAY = LocalDate.of(2020, 11, 20);

    @Autowired
    private Items items;

    @Autowired
    private People people;

    @Autowired
    private ApplicationEventPublisher events;

    private Examples examples;
    private Person clerk;

    @BeforeEach
    void somebodyOfTheUnit() {
        itIs(LocalDate.of(2020, 11, 2), LocalTime.of(10, 0));
        examples = new Examples(jdbc, transaction, items, people);
        clerk = examples.personIn(UNIT);
    }

    @Test
    void holds_one_event_of_a_whole_day_for_each_open_deadline_of_the_unit() throws Exception {
        Item own = examples.item(UNIT, DAY);
        Item closed = examples.item(UNIT, DAY);
        Item held = examples.item("qu-ti-yu-ju", DAY.plusDays(3));
        Item others = examples.item("qu-ti-yu-ju", DAY);
        jdbc.sql("update safecity.item set status = 'CLOSED', closed_at = changed_at where id = :id")
                .param("id", closed.id())
                .update();
        String task = UUID.randomUUID().toString();
        events.publishEvent(Examples.task(task, held, UNIT, DAY.plusDays(1), true));

        MockHttpServletResponse answer =
                mvc.perform(get(path(makeFeed()))).andReturn().getResponse();
        String ics = answer.getContentAsString(StandardCharsets.UTF_8);
        events.publishEvent(Examples.task(task, held, UNIT, DAY.plusDays(1), false));

        assertThat(answer.getContentType()).isEqualTo("text/calendar;charset=UTF-8");
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        List<VEvent> found = Biweekly.parse(ics).first().getEvents();
        assertThat(found)
                .extracting(event -> event.getUid().getValue())
                .contains(own.number() + "@safecity", held.number() + "@safecity")
                .doesNotContain(closed.number() + "@safecity", others.number() + "@safecity");
        VEvent event = event(found, own);
        ICalDate start = event.getDateStart().getValue();
        assertThat(start.hasTime()).isFalse();
        assertThat(ics).contains("DTSTART;VALUE=DATE:20201120", "DTSTART;VALUE=DATE:20201121", ":-P3D", "X-WR-CALNAME");
        assertThat(event.getSummary().getValue()).isEqualTo("【时限】" + own.label());
        assertThat(event.getUrl().getValue()).endsWith("/items/" + own.number());
        assertThat(event.getAlarms()).hasSize(1);
    }

    @Test
    void holds_the_review_date_instead_while_the_clock_of_an_item_stands_still() throws Exception {
        Item paused = examples.item(UNIT, DAY);
        jdbc.sql("update safecity.item set paused_on = date '2020-11-02' where id = :id")
                .param("id", paused.id())
                .update();
        jdbc.sql("""
                insert into safecity.pause (item_id, unit, state, started_by, started_at, review_on, paused_on, reminds_at, wakes_at)
                values (:id, :unit, 'RUNNING', :by, now(), date '2020-12-14', date '2020-11-02', now(), now())""")
                .param("id", paused.id())
                .param("unit", UNIT)
                .param("by", clerk.login())
                .update();

        String ics =
                mvc.perform(get(path(makeFeed()))).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);

        VEvent event = event(Biweekly.parse(ics).first().getEvents(), paused);
        assertThat(event.getSummary().getValue()).isEqualTo("【挂账复核】" + paused.label());
        assertThat(event.getDateStart().getValue().getRawComponents().toString(false, false))
                .isEqualTo("20201214");
    }

    @Test
    void is_closed_to_a_wrong_token_and_to_one_that_was_replaced_or_revoked() throws Exception {
        String first = path(makeFeed());
        assertThat(status(first)).isEqualTo(200);

        String second = path(makeFeed());
        assertThat(status(first)).isEqualTo(404);
        assertThat(status(second)).isEqualTo(200);

        assertThat(page().select("#feed form[action$=revoke]")).hasSize(1);
        mvc.perform(post("/notices/feed/revoke").with(user(clerk)).with(csrf())).andReturn();
        assertThat(status(second)).isEqualTo(404);
        assertThat(status("/calendar/abc.ics")).isEqualTo(404);
        assertThat(page().select("#feed form[action$=revoke]")).isEmpty();
    }

    @Test
    void is_closed_once_its_owner_has_left() throws Exception {
        String feed = path(makeFeed());
        jdbc.sql("update safecity.account set enabled = false where login = :login")
                .param("login", clerk.login())
                .update();

        assertThat(status(feed)).isEqualTo(404);
    }

    @Test
    void keeps_no_token_in_the_database_and_opens_nothing_else_without_signing_in() throws Exception {
        String feed = path(makeFeed());

        assertThat(jdbc.sql("select token_hash from safecity.calendar_feed where login = :login")
                        .param("login", clerk.login())
                        .query(String.class)
                        .single())
                .hasSize(64)
                .isNotIn(feed);
        assertThat(status("/notices")).isEqualTo(302);
        assertThat(status("/calendar/a/b.ics")).isEqualTo(302);
        assertThat(status(feed.replace(".ics", ""))).isEqualTo(302);
        assertThat(mvc.perform(post("/notices/feed").with(user(clerk)))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        assertThat(mvc.perform(post("/notices/feed")
                                .with(user(people.require("anquan")))
                                .with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    private String makeFeed() throws Exception {
        Object feed = mvc.perform(post("/notices/feed").with(user(clerk)).with(csrf()))
                .andReturn()
                .getFlashMap()
                .get("feed");
        assertThat((String) feed).matches("http://localhost:\\d+/calendar/[A-Za-z0-9_-]{43}\\.ics");
        return (String) feed;
    }

    private static String path(String feed) {
        return URI.create(feed).getPath();
    }

    private int status(String path) throws Exception {
        return mvc.perform(get(path)).andReturn().getResponse().getStatus();
    }

    private Document page() throws Exception {
        return Jsoup.parse(mvc.perform(get("/notices").with(user(clerk)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private static VEvent event(List<VEvent> events, Item item) {
        return events.stream()
                .filter(event -> event.getUid().getValue().startsWith(item.number()))
                .findFirst()
                .orElseThrow();
    }
}
