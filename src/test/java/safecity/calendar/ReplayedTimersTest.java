package safecity.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.junit.jupiter.api.Test;

/**
 * Every timer of every model, and who moves it when the calendar changes; of due dates of tasks the contract of the models asks the same. Whoever adds
 * a timer says here where its moment is counted anew, and has a test of it.
 */
class ReplayedTimersTest {

    private static final String NOT_COUNTED = "a span of calendar days, which no calendar moves";

    private static final Map<String, String> MOVED_BY = new TreeMap<>(Map.of(
            "escalation rungReached", "escalation.CountedRungs",
            "listingoverdue interviewDue", "supervision.CountedDuties",
            "listingoverdue escalationDue", "supervision.CountedDuties",
            "listingoverdue shutdownDue", "supervision.CountedDuties",
            "listingreport reportMissed", "supervision.CountedDuties",
            "listingwork deadlinePassed", "supervision.CountedDuties",
            "supervision observationEnded", "supervision.CountedDuties",
            "pause reviewNear", "pause.CountedPauses",
            "pause reviewDue", "pause.CountedPauses"));

    static {
        MOVED_BY.put("pause askTimePassed", NOT_COUNTED);
    }

    @Test
    void every_timer_is_counted_anew_by_somebody() throws Exception {
        Map<String, String> timers = new TreeMap<>();
        for (Path model : models()) {
            String word = model.getFileName().toString().replace(".bpmn", "");
            Bpmn.readModelFromFile(model.toFile())
                    .getModelElementsByType(TimerEventDefinition.class)
                    .forEach(timer -> timers.put(
                            word + " " + ((FlowNode) timer.getParentElement()).getId(),
                            timer.getTimeDate() == null ? NOT_COUNTED : "counted"));
        }

        assertThat(timers.keySet()).isEqualTo(MOVED_BY.keySet());
        timers.forEach((timer, kind) -> assertThat(kind.equals(NOT_COUNTED))
                .as(timer)
                .isEqualTo(MOVED_BY.get(timer).equals(NOT_COUNTED)));
        for (String holder : MOVED_BY.values()) {
            if (!holder.equals(NOT_COUNTED)) {
                assertThat(CountedDates.class).isAssignableFrom(Class.forName("safecity." + holder));
            }
        }
    }

    private static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).toList();
        }
    }
}
