package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** The timetable of a listing moves with the calendar, and with it its tasks and timers. */
class ListingReschedulingTest extends CalendarCase {

    private static final LocalDate FOUND = LocalDate.of(2027, 2, 1);

    /** Lists a major hazard that has 20 working days, and has its plan filed. */
    private Item listed() throws Exception {
        tenOClockOn(FOUND);
        Item item = cases.registered(wish -> wish.major().dueInWorkingDays(20, workingDays));
        answer(post("/items/{number}/listing", item.number()), LOCAL_CLERK);
        cases.complete(
                item,
                LOCAL_CLERK,
                "propose",
                Map.of(
                        "level",
                        "DISTRICT",
                        "reason",
                        "易燃易爆",
                        "evacuate",
                        true,
                        "measuredOn",
                        FOUND.toString(),
                        "measuredBy",
                        "黄村镇",
                        "deadline",
                        item.approvedDeadline().toString()));
        cases.complete(item, SUPERVISOR, "judge", Map.of("decision", "MAJOR", "opinion", "属于"));
        cases.complete(
                item,
                "lingdao",
                "approve",
                Map.of(
                        "decision",
                        "APPROVED",
                        "deadline",
                        item.approvedDeadline().toString()));
        return item;
    }

    private void plan(Item item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : List.of("goal", "responsibility", "measures", "funds", "contingency")) {
            fields.put(field, "按方案");
        }
        fields.put("finishOn", "2027-02-26");
        cases.complete(item, CLERK, "filePlan", fields);
        cases.complete(item, SUPERVISOR, "reviewPlan", Map.of("decision", "accept"));
    }

    private LocalDate duty(Item item, String duty) {
        return jdbc.sql("""
                select d.due from safecity.listing_duty d
                  join safecity.listing l on l.id = d.listing_id
                 where l.item_id = :item and d.duty = :duty""")
                .param("item", item.id())
                .param("duty", duty)
                .query(LocalDate.class)
                .single();
    }

    private List<Instant> timers(Item item, String element) {
        return engine.getManagementService().createJobQuery().activityId(element).timers().list().stream()
                .filter(job -> running(item).contains(job.getProcessInstanceId()))
                .map(Job::getDuedate)
                .map(java.util.Date::toInstant)
                .toList();
    }

    @Test
    void moves_with_its_tasks_and_timers_over_the_new_holidays() throws Exception {
        Item item = listed();
        assertThat(duty(item, "filePlan")).isEqualTo("2027-02-15");
        tenOClockOn(day("2027-02-10"));
        plan(item);
        assertThat(duty(item, "report")).isEqualTo("2027-02-17");
        assertThat(duty(item, "requestAcceptance")).isEqualTo("2027-03-01");
        assertThat(timers(item, "deadlinePassed")).containsExactly(Instant.parse("2027-03-01T16:00:00Z"));

        CalendarChange change = proposed(2027, YEAR_2027);

        assertThat(movesOf(change, item))
                .anyMatch(move -> move.startsWith("DUTY 2027-02-17 2027-02-23 "))
                .anyMatch(move -> move.startsWith("DUTY 2027-03-01 2027-03-05 "));
        assertThat(duty(item, "report")).as("not before it is confirmed").isEqualTo("2027-02-17");
        confirm(change);

        assertThat(duty(item, "report")).isEqualTo("2027-02-23");
        assertThat(due(item, "report")).isEqualTo("2027-02-23T23:59:59");
        assertThat(timers(item, "reportMissed")).containsExactly(Instant.parse("2027-02-23T16:00:00Z"));
        assertThat(cases.now(item).approvedDeadline()).isEqualTo("2027-03-05");
        assertThat(duty(item, "requestAcceptance")).isEqualTo("2027-03-05");
        assertThat(due(item, "requestAcceptance")).isEqualTo("2027-03-05T23:59:59");
        assertThat(timers(item, "deadlinePassed")).containsExactly(Instant.parse("2027-03-05T16:00:00Z"));
        assertThat(duty(item, "announce")).as("5 working days from 1 February").isEqualTo("2027-02-08");
    }
}
