package safecity.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.CLERK;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.engine.Decisions;
import safecity.item.Item;
import safecity.unit.Units;

/** {@code extension.dmn} row by row, and each limit with the value on it and the one beyond. */
class ExtensionRulesTest extends CaseTest {

    @Autowired
    private Decisions decisions;

    @Autowired
    private ExtensionRules rules;

    @Autowired
    private Requests requests;

    @ParameterizedTest
    @CsvSource({
        "ORDINARY, false, 3, 1, 30, , 3, OFFICE",
        "ORDINARY, true, 3, 1, 30, , 3, LEADING_GROUP",
        "MAJOR, false, 20, 1, , 12, 10, OFFICE",
        "MAJOR, true, 20, 1, , 12, 10, LEADING_GROUP",
    })
    void allows_what_its_rows_say(
            String grade, boolean office, int before, int times, Integer days, Integer months, int within, String by) {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("lastDayBefore", before);
        expected.put("mostTimes", times);
        expected.put("mostWorkingDays", days);
        expected.put("longestMonths", months);
        expected.put("decideWithin", within);
        expected.put("decidedBy", by);
        expected.values().removeIf(Objects::isNull);

        Map<String, Object> row = decisions.decide("extension", Map.of("grade", grade, "askedByOffice", office));

        assertThat(row).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(decisions.inForce("extension").row(Map.of("grade", grade, "askedByOffice", office)))
                .as("looked up without a trace")
                .isEqualTo(row);
    }

    @Test
    void never_lets_the_unit_that_asks_decide() {
        Item offices = cases.registered(wish -> wish.ledBy(Units.OFFICE).in(null));
        Item others = cases.registered(wish -> wish);

        assertThat(rules.terms(offices).decidingUnit()).isEqualTo(Units.LEADING_GROUP);
        assertThat(rules.terms(others).decidingUnit()).isEqualTo(Units.OFFICE);
    }

    /** Before Wednesday, 2020-07-01, Sunday, the 28th, is worked on, because Thursday and Friday before it were holidays. */
    @ParameterizedTest
    @CsvSource({"2020-06-24, ''", "2020-06-28, ''", "2020-06-29, 申请延期的最后一天是 2020-06-28（时限前 3 个工作日），已过", "2020-07-01, 已过"
    })
    void can_be_asked_until_the_third_working_day_before_the_deadline(LocalDate day, String hindrance) {
        Item item = cases.now(cases.underWay(wish -> wish));

        tenOClockOn(day);

        assertThat(rules.hindrance(item).orElse("")).contains(hindrance);
        assertThat(rules.hindrance(item).isPresent()).isEqualTo(!hindrance.isEmpty());
    }

    @Test
    void can_be_asked_for_a_major_hazard_until_the_twentieth_working_day_before_its_deadline() {
        Item item = cases.now(cases.underWay(wish -> wish.major().dueInDays(60)));
        LocalDate last = rules.lastDayToAsk(item);
        assertThat(last).isEqualTo(LocalDate.of(2020, 7, 3));

        tenOClockOn(last);
        assertThat(rules.hindrance(item)).isEmpty();
        tenOClockOn(last.plusDays(1));
        assertThat(rules.hindrance(item).orElse("")).contains("2020-07-03（时限前 20 个工作日）");
    }

    @Test
    void is_over_when_the_deadline_is() {
        Item item = cases.now(cases.underWay(wish -> wish));

        tenOClockOn(LocalDate.of(2020, 7, 2));

        assertThat(rules.hindrance(item)).contains("问题已超过整改时限 2020-07-01，不能再申请延期");
    }

    @Test
    void gives_a_major_hazard_a_year_from_its_dispatch_at_most() {
        Item item = cases.now(cases.underWay(wish -> wish.major().dueInDays(360)));
        LocalDate endOfYear = LocalDate.of(2021, 6, 1);

        assertThat(item.approvedDeadline()).isEqualTo(LocalDate.of(2021, 5, 27));
        assertThat(rules.mostDays(item))
                .as("27 May is a Thursday, 1 June a Tuesday")
                .isEqualTo(3);
        assertThat(requests.begin(item, CLERK)).isNotEmpty();
        assertRefused(item, "1 至 3 个工作日", () -> cases.complete(item, CLERK, "ask", Requests.asking(4)));
        cases.complete(item, CLERK, "ask", Requests.asking(3));
        requests.support(item);
        requests.grant(item, 3);
        assertThat(cases.now(item).approvedDeadline()).isEqualTo(endOfYear);
    }

    @Test
    void has_nothing_left_for_a_major_hazard_that_had_its_year() {
        Item item = cases.now(cases.underWay(wish -> wish.major().dueInDays(365)));

        assertThat(rules.mostDays(item)).isZero();
        assertThat(rules.hindrance(item).orElse("")).contains("延期天数已用完", "不超过 12 个月");
    }

    @Test
    void is_refused_a_second_time() {
        Item item = cases.underWay(wish -> wish);
        requests.ask(item, 5);
        requests.support(item);
        requests.grant(item, 5);

        assertThat(rules.hindrance(cases.now(item))).contains("本问题已延期 1 次，按规定最多 1 次，不能再申请");
        assertRefused(item, "本问题已延期 1 次，按规定最多 1 次", () -> requests.begin(item, CLERK));
    }

    @Test
    void is_only_for_items_that_are_being_worked_on() {
        Item dispatched = cases.dispatched();
        Item planning = cases.signedFor(wish -> wish);
        Item submitted = cases.submitted(wish -> wish);
        Item paused = cases.underWay(wish -> wish);
        jdbc.sql("update safecity.item set paused_on = :day where id = :id")
                .param("day", TODAY)
                .param("id", paused.id())
                .update();

        assertThat(rules.hindrance(cases.now(dispatched))).contains("问题还没有签收，签收后才能申请延期");
        assertThat(rules.hindrance(cases.now(planning))).isEmpty();
        assertThat(rules.hindrance(cases.now(submitted)).orElse("")).contains("已提交核查（待核查）");
        assertThat(rules.hindrance(cases.now(paused)).orElse("")).contains("已挂账，时限暂停计算");
        assertRefused(paused, "已挂账", () -> requests.begin(paused, CLERK));
    }

    @Test
    void is_checked_again_when_the_form_is_handed_in() {
        Item late = cases.underWay(wish -> wish);
        Item done = cases.underWay(wish -> wish);
        requests.begin(late, CLERK);
        requests.begin(done, CLERK);

        cases.carryOutAndSubmit(done);
        assertRefused(done, "已提交核查", () -> cases.complete(done, CLERK, "ask", Requests.asking(5)));
        tenOClockOn(LocalDate.of(2020, 6, 29));
        assertRefused(late, "申请延期的最后一天是 2020-06-28", () -> cases.complete(late, CLERK, "ask", Requests.asking(5)));

        cases.complete(late, CLERK, "ask", Map.of("decision", "abandon"));
        assertThat(requests.states(late)).isEqualTo("ABANDONED");
    }
}
