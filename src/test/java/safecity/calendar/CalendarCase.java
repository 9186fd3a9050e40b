package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.PhotographedCase;
import safecity.identity.People;
import safecity.item.Item;
import safecity.item.ItemLog;

/** The calendar as its administrator changes it on the page; afterwards it is again as {@code config/holidays.csv} says. */
abstract class CalendarCase extends PhotographedCase {

    /** A Monday; with 20 working days the last one is Monday 1 March, if only weekends are free. */
    static final LocalDate FOUND = LocalDate.of(2027, 2, 1);

    static final String ADMINISTRATOR = "xitong";
    static final String SOURCE = "国办发明电〔2026〕1 号";

    /** The week of Spring Festival 2027 off, Sunday 21 February to work, and the National Day that every notice has. */
    static final String YEAR_2027 = """
            date,kind,name,source
            2027-01-01,holiday,元旦,%1$s
            2027-02-15,holiday,春节,%1$s
            2027-02-16,holiday,春节,%1$s
            2027-02-17,holiday,春节,%1$s
            2027-02-18,holiday,春节,%1$s
            2027-02-19,holiday,春节,%1$s
            2027-02-21,workday,春节,%1$s
            2027-10-01,holiday,国庆节,%1$s
            """.formatted(SOURCE);

    @Autowired
    People people;

    @Autowired
    ItemLog log;

    @Autowired
    WorkingDays workingDays;

    @Autowired
    Holidays holidays;

    @Autowired
    CalendarChanges changes;

    @Autowired
    ApplicationRunner holidayFile;

    @AfterEach
    void putTheCalendarBack() throws Exception {
        jdbc.sql("delete from safecity.calendar_change").update();
        jdbc.sql("delete from safecity.holiday where day >= date '2027-01-01'").update();
        holidayFile.run(new DefaultApplicationArguments());
    }

    /** Returns an item whose plan was accepted on {@link #FOUND} and that has 20 working days. */
    Item underWay() {
        tenOClockOn(FOUND);
        return cases.underWay(wish -> wish.dueInWorkingDays(20, workingDays));
    }

    /** Uploads a year and returns where that leads. */
    String upload(int year, String table) throws Exception {
        return upload(year, table.getBytes(StandardCharsets.UTF_8));
    }

    String upload(int year, byte[] table) throws Exception {
        return redirect(multipart("/calendar/years")
                .file(new MockMultipartFile("file", "2027.csv", "text/csv", table))
                .param("year", Integer.toString(year)));
    }

    /** Uploads a year and returns the proposal. */
    CalendarChange proposed(int year, String table) throws Exception {
        return changeAt(upload(year, table));
    }

    CalendarChange changeAt(String url) {
        assertThat(url).startsWith("/calendar/changes/");
        return changes.find(Long.parseLong(url.substring(url.lastIndexOf('/') + 1)))
                .orElseThrow();
    }

    void confirm(CalendarChange change) throws Exception {
        redirect(post("/calendar/changes/{id}/confirm", change.id()));
    }

    String redirect(MockHttpServletRequestBuilder request) throws Exception {
        return Objects.requireNonNull(answer(request, ADMINISTRATOR).getRedirectedUrl());
    }

    MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String login) throws Exception {
        return mvc.perform(request.with(user(people.require(login))).with(csrf()))
                .andReturn()
                .getResponse();
    }

    Document page(String url, String login) throws Exception {
        return Jsoup.parse(answer(get(url), login).getContentAsString(StandardCharsets.UTF_8));
    }

    /** What a change says of an item: kind, old day, new day, reason. */
    static List<String> movesOf(CalendarChange change, Item item) {
        return change.moves().stream()
                .filter(move -> move.number().equals(item.number()))
                .map(move -> "%s %s %s %s".formatted(move.kind(), move.dayBefore(), move.dayAfter(), move.why()))
                .toList();
    }

    /** The same without the reason. */
    static List<String> days(List<String> moves) {
        return moves.stream()
                .map(move -> String.join(" ", List.of(move.split(" ")).subList(0, 3)))
                .toList();
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    /** Before 26 January, 31 January was to be a working day and so was Saturday 1 February. */
    static List<Holiday> asAnnouncedIn2019(List<Holiday> rearranged) {
        List<Holiday> days = new ArrayList<>(rearranged);
        days.removeIf(
                each -> !each.day().isBefore(day("2020-01-31")) && !each.day().isAfter(day("2020-02-03")));
        days.add(new Holiday(day("2020-02-01"), true, "春节", SOURCE));
        days.sort(Comparator.comparing(Holiday::day));
        return days;
    }

    /** Has the unit ask for more time and the town agree. */
    void askForMoreTime(Item item, int days) throws Exception {
        answer(post("/items/{number}/extensions", item.number()), CLERK);
        cases.complete(
                item,
                CLERK,
                "ask",
                Map.of("decision", "submit", "askedDays", days, "reason", "汛期", "controlMeasures", "设围挡"));
        cases.complete(item, LOCAL_CLERK, "giveOpinion", Map.of("decision", "support", "opinion", "已落实"));
    }

    /** Has the unit ask for a pause and the office agree. */
    void pause(Item item, String reviewOn) throws Exception {
        answer(post("/items/{number}/pause", item.number()), CLERK);
        cases.complete(
                item,
                CLERK,
                "ask",
                Map.of(
                        "decision", "submit",
                        "category", "需上级审批",
                        "explanation", "待批复",
                        "controls", "每日巡查",
                        "reviewOn", reviewOn));
        cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "agree", "reviewOn", reviewOn));
    }

    /** Returns what the timeline of an item says of changed calendars, the last first. */
    List<String> adjustments(Item item) {
        return log.of(item.id()).stream()
                .filter(entry -> entry.act().equals("日历调整"))
                .map(ItemLog.Entry::detail)
                .toList();
    }
}
