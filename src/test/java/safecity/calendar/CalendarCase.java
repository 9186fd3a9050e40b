package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import safecity.CaseTest;
import safecity.identity.People;
import safecity.item.Item;

/** The calendar as its administrator changes it on the page; afterwards it is again as {@code config/holidays.csv} says. */
abstract class CalendarCase extends CaseTest {

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
}
