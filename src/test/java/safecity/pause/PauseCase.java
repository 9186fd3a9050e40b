package safecity.pause;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.CaseTest;
import safecity.Cases;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Lamps;

/**
 * Requests to pause, made as people make them. The item is due on Wednesday, 2020-07-01. From Thursday to Saturday, 25 to 27 June, is Dragon Boat Festival;
 * Sunday 28 is worked.
 */
abstract class PauseCase extends CaseTest {

    /** A Monday, six working days before the deadline. */
    static final LocalDate DECIDED = LocalDate.of(2020, 6, 22);

    static final LocalDate DEADLINE = LocalDate.of(2020, 7, 1);

    /** A Monday, nine working days after the decision. */
    static final LocalDate REVIEW = LocalDate.of(2020, 7, 6);

    /** Nine working days after the deadline. */
    static final LocalDate LATER = LocalDate.of(2020, 7, 14);

    @Autowired
    People people;

    @Autowired
    ItemLog log;

    @Autowired
    Lamps lamps;

    /** Returns an item whose unit carries out its plan, on the day of the decision. */
    Item underWay() {
        Item item = cases.underWay(wish -> wish);
        tenOClockOn(DECIDED);
        return item;
    }

    /** Returns an item whose clock stands still since the day of the decision. */
    Item paused() {
        Item item = underWay();
        ask(item, REVIEW);
        agree(item, REVIEW);
        return item;
    }

    void ask(Item item, LocalDate reviewOn) {
        begin(item, Cases.CLERK);
        cases.complete(item, Cases.CLERK, "ask", request(reviewOn.toString()));
    }

    static Map<String, Object> request(String reviewOn) {
        return Map.of(
                "decision", "submit",
                "category", "需上级审批",
                "explanation", "道路改造方案待市级批复",
                "controls", "设围挡，每日巡查",
                "reviewOn", reviewOn);
    }

    void agree(Item item, LocalDate reviewOn) {
        cases.complete(
                item,
                Cases.SUPERVISOR,
                "decide",
                Map.of("decision", "agree", "reviewOn", reviewOn.toString(), "opinion", "情况属实"));
    }

    MockHttpServletResponse begin(Item item, String login) {
        return answer(post("/items/{number}/pause", item.number()), login);
    }

    MockHttpServletResponse resume(Item item, String login, String reason) {
        return answer(post("/items/{number}/pause/resume", item.number()).param("reason", reason), login);
    }

    Document panel(Item item, String login) {
        return read(answer(get("/items/{number}/pause", item.number()), login));
    }

    MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String login) {
        try {
            return mvc.perform(request.with(user(people.require(login))).with(csrf()))
                    .andReturn()
                    .getResponse();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    static Document read(MockHttpServletResponse response) {
        return Jsoup.parse(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    /** The review date's morning. */
    static void theReviewDateHasCome() {
        itIs(REVIEW, LocalTime.of(8, 30));
    }

    List<String> timeline(Item item) {
        return log.of(item.id()).stream().map(ItemLog.Entry::act).toList();
    }

    String remaining(Item item) {
        return lamps.limit(LocalDate.now(clock), cases.now(item)).remaining();
    }
}
