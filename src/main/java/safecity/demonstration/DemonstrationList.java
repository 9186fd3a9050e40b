package safecity.demonstration;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.engine.OpenTasks;
import safecity.engine.Refused;
import safecity.engine.Rehearsal;
import safecity.identity.Demonstration;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;
import safecity.item.Items;
import safecity.problemlist.Uploads;
import safecity.unit.Units;

/**
 * At the first start in demonstration mode: imports the shipped list as if it had come four weeks ago, and plays {@code stories.csv} through the real
 * processes day by day, so that pages, tasks and mails have something to show. Does nothing once any list is there.
 */
@Component
@Order(30)
class DemonstrationList implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemonstrationList.class);
    private static final String FOLDER = "config/demonstration/";
    private static final String OFFICE_CLERK = "duban";
    private static final String SECOND_CLERK = "duban2";
    private static final int HISTORY_IN_WORKING_DAYS = 20;
    private static final int FIRST_DATA_ROW = 4;

    private final Demonstration demonstration;
    private final boolean wanted;
    private final Uploads uploads;
    private final Rehearsal rehearsal;
    private final OpenTasks tasks;
    private final CurrentSteps steps;
    private final Items items;
    private final Actor actor;
    private final WorkingDays workingDays;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemonstrationList(
            Demonstration demonstration,
            @Value("${safecity.demonstration-list:on}") String wish,
            Uploads uploads,
            Rehearsal rehearsal,
            OpenTasks tasks,
            CurrentSteps steps,
            Items items,
            Actor actor,
            WorkingDays workingDays,
            JdbcClient jdbc,
            Clock clock) {
        this.demonstration = demonstration;
        this.wanted = wish.equals("on");
        this.uploads = uploads;
        this.rehearsal = rehearsal;
        this.tasks = tasks;
        this.steps = steps;
        this.items = items;
        this.actor = actor;
        this.workingDays = workingDays;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        boolean empty = !jdbc.sql("select exists (select 1 from safecity.problem_list)")
                .query(Boolean.class)
                .single();
        if (demonstration.isOn() && wanted && empty) {
            rehearsal.play(this::play);
        }
    }

    private void play() {
        LocalDate today = LocalDate.now(clock);
        LocalDate firstDay = workingDays.shift(today, -HISTORY_IN_WORKING_DAYS);
        itIs(firstDay, LocalTime.of(9, 0));
        long list = importList(firstDay, today);
        for (int day = 1; day < HISTORY_IN_WORKING_DAYS; day++) {
            LocalDate date = workingDays.shift(firstDay, day);
            itIs(date, LocalTime.of(8, 45));
            rehearsal.runDueJobs();
            playDay(list, date);
        }
    }

    private long importList(LocalDate firstDay, LocalDate today) {
        long list;
        try (InputStream shipped = new ClassPathResource(FOLDER + "problem-list-2020-batch-1.xlsx").getInputStream()) {
            byte[] moved = MovedWorkbook.of(shipped, firstDay, today);
            list = uploads.receiveAndRead(moved, "演示问题清单.xlsx", OFFICE_CLERK);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        uploads.confirm(list, OFFICE_CLERK);
        rehearsal.runDueJobs();
        completeListTask(list, OFFICE_CLERK, Map.of());
        completeListTask(list, SECOND_CLERK, Map.of("decision", "sign", "opinion", "同意签发，请各单位按时限整改。"));
        rehearsal.runDueJobs();
        return list;
    }

    private void completeListTask(long list, String login, Map<String, Object> fields) {
        CurrentStep step = steps.of("QD-" + list).get(0);
        tasks.claim(step.taskId(), login, List.of(Units.OFFICE));
        tasks.complete(step.taskId(), login, List.of(Units.OFFICE), fields);
    }

    private void playDay(long list, LocalDate date) {
        int minute = 0;
        for (Story story : stories()) {
            itIs(date, LocalTime.of(9, 0).plusMinutes(minute++));
            Item item = items.find(itemOf(list, story.no()));
            nextStep(item, story).ifPresent(step -> play(step, item, story));
            rehearsal.runDueJobs();
        }
    }

    /** Plays a step; where somebody who looks around meanwhile made it impossible, the story waits there. */
    private void play(CurrentStep step, Item item, Story story) {
        try {
            actor.perform(step, item, story.refused());
        } catch (Refused refused) {
            log.warn("The story of {} waits at {}: {}", item.number(), step.element(), refused.getMessage());
        }
    }

    /** Returns the item's task unless the story leaves it there; a story that is refused passes its last task once before it stops at it. */
    private Optional<CurrentStep> nextStep(Item item, Story story) {
        boolean mayStop = !story.refused() || item.refusals() > 0;
        return steps.of(item.number()).stream()
                .filter(actor::plays)
                .filter(step -> !(mayStop && step.element().equals(story.until())))
                .findFirst();
    }

    private long itemOf(long list, int no) {
        return jdbc.sql("select item_id from safecity.problem_list_row where list_id = :list and sheet_row = :row")
                .param("list", list)
                .param("row", no + FIRST_DATA_ROW - 1)
                .query(Long.class)
                .single();
    }

    private static List<Story> stories() {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Story> stories = new ArrayList<>();
        try (Reader file = new InputStreamReader(
                new ClassPathResource(FOLDER + "stories.csv").getInputStream(), StandardCharsets.UTF_8)) {
            for (CSVRecord row : format.parse(file)) {
                stories.add(new Story(
                        Integer.parseInt(row.get("no")),
                        row.get("until"),
                        row.get("refused").equals("yes")));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return stories;
    }

    private void itIs(LocalDate day, LocalTime time) {
        rehearsal.itIs(day.atTime(time).atZone(clock.getZone()).toInstant());
    }
}
