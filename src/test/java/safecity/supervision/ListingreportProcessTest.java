package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Walks;
import safecity.item.Item;
import safecity.supervision.Reports.Report;

@Walks("listingreport")
class ListingreportProcessTest extends ListingCase {

    @Autowired
    private Reports reports;

    @Test
    void asks_for_a_report_every_five_working_days_and_shows_the_last_one() {
        Item item = rectifying();
        assertThat(due(item, "report")).isEqualTo("2020-06-08T23:59:59");

        tenOClockOn(LocalDate.of(2020, 6, 8));
        runJobs(item);
        cases.complete(item, CLERK, "report", Map.of("progress", "已完成三成", "difficulties", "材料未到"));

        assertThat(due(item, "report")).isEqualTo("2020-06-15T23:59:59");
        assertThat(form(item, "report").get("last")).isEqualTo("已完成三成");
        assertThat(reports.of(listing(item).id()))
                .extracting(Report::seq, Report::due, Report::progress)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, LocalDate.of(2020, 6, 8), "已完成三成"));
    }

    @Test
    void notes_silence_from_the_day_after_on_tells_the_office_and_asks_again() {
        Item item = rectifying();

        tenOClockOn(LocalDate.of(2020, 6, 9));
        runJobs(item);

        assertThat(reports.of(listing(item).id())).extracting(Report::silent).containsExactly(true);
        assertThat(due(item, "report"))
                .as("counted from the day that was missed")
                .isEqualTo("2020-06-15T23:59:59");
        assertThat(form(item, "report").get("last")).isEqualTo("上期（2020-06-08）未报送");
        assertThat(cases.told(item)).contains("report-missed duban");
    }

    @Test
    void ends_with_the_listing() {
        Item item = rectifying();
        ProcessInstance process = process(item, "listingreport");

        accept(item, "passed");

        assertThat(process).isEnded().hasPassed("reportingEnded");
        assertThat(duties.find(listing(item).id(), "report").due()).isNull();
    }
}
