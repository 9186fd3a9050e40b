package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.EXPERT;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.engine.OpenTasks;
import safecity.engine.Processes;
import safecity.escalation.RecountNow;
import safecity.evidence.Phase;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;

/** The timetable of a listing moves with the calendar, and with it its tasks and timers. */
class ListingReschedulingTest extends CalendarCase {

    @Autowired
    private CurrentSteps steps;

    @Autowired
    private OpenTasks openTasks;

    @Autowired
    private Processes processes;

    @Autowired
    private RecountNow recount;

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

    private void requestAcceptance(Item item) {
        photograph(cases.claimed(item, CLERK, "requestAcceptance"), CLERK, Phase.REQUEST);
        cases.complete(
                item, CLERK, "requestAcceptance", Map.of("report", "已更换", "selfCheck", "自验", "selfChecker", "区城管委设施科"));
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

    @Test
    void moves_every_task_that_is_due_by_a_row_whatever_its_name_and_the_watch_over_it() throws Exception {
        Item item = listed();
        tenOClockOn(day("2027-02-10"));
        plan(item);
        requestAcceptance(item);
        claimWhatIsOpen(item);
        jdbc.sql("""
                update safecity.listing_duty d set working = true, days = 4, due = date '2027-02-16'
                  from safecity.listing l where l.id = d.listing_id and l.item_id = :item and d.duty = 'acceptOnSite'""").param("item", item.id()).update();
        String team = cases.step(item, "formTeam").taskId();
        openTasks.setDue(team, WorkingDays.dueAt(day("2027-02-16")));
        processes.start("escalation", item.number(), Map.of("problemId", item.id()));
        runJobs(item);
        recount.of(item);
        assertThat(timers(item, "rungReached"))
                .as("the morning after")
                .containsExactly(Instant.parse("2027-02-17T00:30:00Z"));

        CalendarChange change = proposed(2027, YEAR_2027);
        assertThat(movesOf(change, item))
                .anyMatch(move -> move.startsWith("DUTY 2027-02-16 2027-02-22 "))
                .anyMatch(move -> move.startsWith("TIMER 2027-02-17 2027-02-23 "));
        confirm(change);

        assertThat(due(item, "formTeam")).isEqualTo("2027-02-22T23:59:59");
        assertThat(timers(item, "rungReached")).containsExactly(Instant.parse("2027-02-23T00:30:00Z"));
    }

    private void claimWhatIsOpen(Item item) {
        for (CurrentStep step : steps.of(item.number())) {
            String unit = String.valueOf(step.unit());
            String login = people.all().stream()
                    .filter(person -> unit.equals(person.unit()) && person.isEnabled())
                    .map(Person::login)
                    .findFirst()
                    .orElseThrow();
            openTasks.claim(step.taskId(), login, Set.of(unit));
        }
    }

    @Test
    void ends_the_pressing_of_a_listing_that_is_timely_again() throws Exception {
        Item item = listed();
        tenOClockOn(day("2027-02-10"));
        plan(item);
        itIs(day("2027-03-02"), LocalTime.of(8, 30));
        runJobs(item);
        assertThat(process(item, "listingoverdue")).isNotNull();

        confirm(proposed(2027, YEAR_2027));

        assertThat(process(item, "listingoverdue")).isNull();
        assertThat(due(item, "requestAcceptance")).isEqualTo("2027-03-05T23:59:59");
        assertThat(timers(item, "deadlinePassed")).containsExactly(Instant.parse("2027-03-05T16:00:00Z"));
    }

    @Test
    void counts_the_days_to_answer_a_challenge_anew_if_they_are_working_days() throws Exception {
        Item item = listed();
        tenOClockOn(day("2027-02-10"));
        plan(item);
        long challenge = challenged(item);
        assertThat(due(item, "review")).as("30 calendar days").isEqualTo("2027-03-12T23:59:59");
        assertThat(movesOf(proposed(2027, YEAR_2027), item)).noneMatch(move -> move.startsWith("OBJECTION"));
        jdbc.sql("update safecity.listing_objection set working_days = 22 where id = :id")
                .param("id", challenge)
                .update();

        CalendarChange change = proposed(2027, YEAR_2027);
        assertThat(movesOf(change, item)).anyMatch(move -> move.startsWith("OBJECTION 2027-03-12 2027-03-18 "));
        confirm(change);

        assertThat(due(item, "review")).isEqualTo("2027-03-18T23:59:59");
    }

    /** Has acceptance refused and that challenged. */
    private long challenged(Item item) throws Exception {
        requestAcceptance(item);
        cases.complete(item, "duban2", "formTeam", Map.of("inspectors", "督办员甲、专家甲、专家乙", "inspectOn", "2027-02-10"));
        for (String inspector : List.of(SUPERVISOR, EXPERT, "zhuanjia2")) {
            CurrentStep step = steps.of(item.number()).stream()
                    .filter(each -> each.element().equals("acceptOnSite") && inspector.equals(each.assignee()))
                    .findFirst()
                    .orElseThrow();
            photograph(step, inspector, Phase.ACCEPTANCE);
            cases.submit(step, inspector, Map.of("result", "failed", "opinion", "现场核对"));
        }
        long listing = jdbc.sql("select id from safecity.listing where item_id = :item")
                .param("item", item.id())
                .query(Long.class)
                .single();
        answer(post("/listings/{id}/objection", listing).param("grounds", "试压报告未被采信"), CLERK);
        return jdbc.sql("select id from safecity.listing_objection where listing_id = :id")
                .param("id", listing)
                .query(Long.class)
                .single();
    }
}
