package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.TestItem;
import safecity.engine.Decisions;
import safecity.item.Item;
import safecity.supervision.Duty.Standing;

/** 时间表: each limit on its last day and the day after, over holidays, and the same work under the rules of other places. */
class ListingLimitsTest extends ListingCase {

    /** The Thursday before National Day 2020: 1 to 8 October are free, 27 September and 10 October are worked. */
    private static final LocalDate BEFORE_HOLIDAYS = LocalDate.of(2020, 9, 24);

    @Autowired
    private Decisions decisions;

    @Autowired
    private Correspondence correspondence;

    private Timetable table(String name) {
        return new Timetable(decisions, workingDays, name);
    }

    @ParameterizedTest
    @CsvSource({
        "listing, fileUpward, 2020-09-28",
        "listing, announce, 2020-09-30",
        "listing, filePlan, 2020-10-14",
        "listing, acceptOnSite, 2020-10-04",
        "listing, archive, 2020-09-30",
        "listing, announceDelisting, 2020-09-30",
        "listing, decideExtension, 2020-10-14",
        "listing, report, 2020-09-30",
        "listing, objectBy, 2020-10-24",
        "listingQingdao, fileUpward, 2020-09-28",
        "listingQingdao, announce, 2020-09-30",
        "listingQingdao, announceDelisting, 2020-09-30",
        "listingQingdao, decideExtension, 2020-10-14",
        "listingQingdao, filePlan, 2020-10-21",
        "listingQingdao, longest, 2021-09-24",
        "listingHubei, acceptOnSite, 2020-10-04",
        "listingHubei, announce, 2020-10-10",
        "listingHubei, filePlan, 2020-10-10",
        "listingHubei, fileUpward, 2020-09-30"
    })
    void counts_working_days_over_the_holidays_and_calendar_days_through_them(
            String table, String duty, LocalDate last) {
        assertThat(table(table).due(Level.DISTRICT, duty, BEFORE_HOLIDAYS).day())
                .isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"listing", "listingQingdao", "listingHubei"})
    void counts_the_last_day_to_ask_for_an_extension_back_from_the_deadline(String table) {
        LocalDate deadline = LocalDate.of(2020, 10, 30);
        int days = table(table).limit(Level.DISTRICT, "askExtension").days();

        LocalDate last =
                table(table).due(Level.DISTRICT, "askExtension", deadline).day();

        assertThat(days).isNegative();
        assertThat(workingDays.isWorkingDay(last)).isTrue();
        assertThat(workingDays.shift(last, -days)).isEqualTo(deadline);
    }

    @ParameterizedTest
    @CsvSource({"listing, 2", "listingQingdao, 2", "listingHubei, 2"})
    void says_how_many_refusals_are_too_many(String table, int times) {
        assertThat(table(table).count(Level.DISTRICT, "refusedTwice")).isEqualTo(times);
        assertThat(table(table).count(Level.CITY, "refusedTwice")).isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void follows_the_table_in_how_many_refusals_are_too_many(int times, boolean tooMany) {
        Item item = rectifying();
        accept(item, "failed");

        assertThat(conclusionsUnder(refusals("COUNT", times))
                        .refusedTwice(listing(item).id()))
                .isEqualTo(tooMany);
    }

    @Test
    void a_count_that_is_none_is_refused_with_what_to_mend() {
        assertThatThrownBy(() -> refusals("COUNT", 0).check()).hasMessageContaining("次数至少为 1，实为 COUNT 0");
        assertThatThrownBy(() -> refusals("LIMIT", 2).check()).hasMessageContaining("性质填 COUNT");
    }

    /** The timetable with another row about refusals. */
    private Timetable refusals(String kind, int times) {
        return new Timetable(decisions, workingDays, "listing") {
            @Override
            List<Limit> of(Level level) {
                return super.of(level).stream()
                        .map(limit -> limit.duty().equals("refusedTwice")
                                ? new Limit(
                                        limit.duty(),
                                        limit.name(),
                                        kind,
                                        limit.countedFrom(),
                                        times,
                                        limit.working(),
                                        limit.source())
                                : limit)
                        .toList();
            }
        };
    }

    private Conclusions conclusionsUnder(Timetable timetable) {
        return new Conclusions(listings, acceptances, duties, timetable, correspondence, log, clock);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void has_the_same_limits_with_a_source_each_in_every_table_at_every_level(Level level) {
        for (String name : new String[] {"listing", "listingQingdao", "listingHubei"}) {
            assertThat(table(name).of(level))
                    .extracting(Limit::duty)
                    .containsExactlyElementsOf(table("listing").of(Level.DISTRICT).stream()
                            .map(Limit::duty)
                            .toList());
            assertThat(table(name).of(level)).extracting(Limit::source).noneMatch(String::isBlank);
        }
        assertThat(table("listing").limit(Level.CITY, "approve").days())
                .isNotEqualTo(table("listing").limit(Level.DISTRICT, "approve").days());
    }

    @ParameterizedTest
    @ValueSource(strings = {"listing", "listingQingdao", "listingHubei"})
    void gives_the_tasks_of_a_listing_the_days_of_the_table(String name) {
        Timetable table = table(name);
        Item item = hazard();
        long id = opened(item);
        duties.lay(id, table.of(Level.DISTRICT));
        duties.happened(id, "OPENED", TODAY);
        propose(item);
        assertDue(item, table, "judge", TODAY);
        judge(item, "MAJOR");
        assertDue(item, table, "approve", TODAY);
        approve(item, "APPROVED");
        signAnnouncement(item);
        assertDue(item, table, "announce", TODAY);
        assertDue(item, table, "fileUpward", TODAY);
        assertDue(item, table, "filePlan", TODAY);
        publish(item);

        LocalDate filed = dueDay(item, "filePlan");
        tenOClockOn(filed);
        cases.complete(item, CLERK, "filePlan", plan());
        assertStanding(item, "filePlan", Standing.DONE);
        assertDue(item, table, "reviewPlan", filed);
        LocalDate late = dueDay(item, "reviewPlan").plusDays(1);
        tenOClockOn(late);
        assertStanding(item, "reviewPlan", Standing.OVERDUE);
        cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "accept"));
        assertStanding(item, "reviewPlan", Standing.LATE);
        assertDue(item, table, "report", late);
        assertThat(due(item, "requestAcceptance")).isEqualTo(DEADLINE.atTime(23, 59, 59));
        assertThat(dueDay(item, "askExtension"))
                .isEqualTo(table.due(Level.DISTRICT, "askExtension", DEADLINE).day());

        requestAcceptance(item);
        formTeam(item, TEAM);
        assertDue(item, table, "acceptOnSite", late);
        for (String login : new String[] {SUPERVISOR, "zhuanjia", SECOND_EXPERT}) {
            judgeOnSite(item, login, "passed");
        }
        sign(item, ListingLetters.DELISTING_ANNOUNCEMENT);
        assertDue(item, table, "announceDelisting", late);
        announceDelisting(item);
        assertDue(item, table, "archive", late);
        assertThat(dueDay(item, "observe"))
                .isEqualTo(table.due(Level.DISTRICT, "observe", late).day());
    }

    private void assertDue(Item item, Timetable table, String duty, LocalDate base) {
        LocalDate day = table.due(Level.DISTRICT, duty, base).day();
        assertThat(dueDay(item, duty)).as(duty).isEqualTo(day);
        assertThat(due(item, duty)).as("task " + duty).isEqualTo(day.atTime(23, 59, 59));
    }

    private void assertStanding(Item item, String duty, Standing standing) {
        assertThat(duties.find(listing(item).id(), duty).standing(LocalDate.now(clock)))
                .isEqualTo(standing);
    }

    @Test
    void is_in_time_on_the_last_day_and_overdue_the_day_after() {
        Item item = listed();
        Duty duty = duties.find(listing(item).id(), "filePlan");
        LocalDate last = Objects.requireNonNull(duty.due());

        assertThat(last).isEqualTo("2020-06-15");
        assertThat(duty.standing(last)).isEqualTo(Standing.DUE);
        assertThat(duty.standing(last.plusDays(1))).isEqualTo(Standing.OVERDUE);
        Duty window = duties.find(listing(item).id(), "askExtension");
        assertThat(window.due()).isEqualTo("2020-07-03");
        assertThat(window.standing(LocalDate.of(2020, 7, 3))).isEqualTo(Standing.OPEN);
        assertThat(window.standing(LocalDate.of(2020, 7, 4))).isEqualTo(Standing.PAST);
    }

    @Test
    void is_refused_at_the_start_where_the_table_is_another_or_lacks_a_limit() {
        table("listingHubei").check();

        assertThatThrownBy(() -> table("taskwatch").check()).hasMessageContaining("缺少区级挂牌的 acceptOnSite、announce");
        assertThatThrownBy(() -> table("noSuchTable").check()).hasMessageContaining("noSuchTable");
    }

    @Test
    void takes_the_limits_of_the_city_where_the_city_lists() {
        Item item = cases.registered(TestItem::major);
        opened(item);
        Map<String, Object> fields = proposal();
        fields.put("level", "CITY");
        cases.complete(item, "huangcunzhen", "propose", fields);

        assertThat(due(item, "judge")).isEqualTo("2020-06-08T23:59:59");
        assertThat(listing(item).level()).isEqualTo(Level.CITY);
    }
}
