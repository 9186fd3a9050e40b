package safecity.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.calendar.WorkingDays;

/** The lamp table around National Day 2020: 10-01 to 10-08 are holidays, Sunday 09-27 and Saturday 10-10 are worked. */
class LampsTest extends ApplicationTest {

    private static final LocalDate MONDAY = LocalDate.of(2020, 9, 28);

    @Autowired
    private Lamps lamps;

    @Autowired
    private WorkingDays workingDays;

    @ParameterizedTest
    @CsvSource({
        "2020-09-24, RED, 超期 3 个工作日",
        "2020-09-27, RED, 超期 1 个工作日",
        "2020-09-28, ORANGE, 今日到期",
        "2020-09-29, ORANGE, 剩余 1 个工作日",
        "2020-09-30, YELLOW, 剩余 2 个工作日",
        "2020-10-01, YELLOW, 剩余 2 个工作日",
        "2020-10-08, YELLOW, 剩余 2 个工作日",
        "2020-10-09, YELLOW, 剩余 3 个工作日",
        "2020-10-10, BLUE, 剩余 4 个工作日",
        "2020-10-11, BLUE, 剩余 4 个工作日",
        "2020-10-14, BLUE, 剩余 7 个工作日",
        "2020-10-15, GREEN, 剩余 8 个工作日",
    })
    void burns_by_working_days_left(LocalDate deadline, Lamp lamp, String remaining) {
        TimeLimit limit = lamps.limit(MONDAY, deadline, deadline, false, null);

        assertThat(limit.lamp()).isEqualTo(lamp);
        assertThat(limit.remaining()).isEqualTo(remaining);
    }

    @Test
    void agrees_with_the_working_days_left_on_every_day_of_a_year() {
        for (LocalDate today = LocalDate.of(2020, 1, 1); today.getYear() == 2020; today = today.plusDays(1)) {
            for (int ahead = -5; ahead < 30; ahead++) {
                LocalDate deadline = today.plusDays(ahead);
                int left = workingDays.remaining(today, deadline);
                Lamp lamp = ahead < 0
                        ? Lamp.RED
                        : left <= 1 ? Lamp.ORANGE : left <= 3 ? Lamp.YELLOW : left <= 7 ? Lamp.BLUE : Lamp.GREEN;
                assertThat(lamps.ofOpen(today, deadline))
                        .as("%s on %s", deadline, today)
                        .isEqualTo(lamp);
            }
        }
    }

    @Test
    void goes_out_when_the_item_is_closed_but_lateness_stays() {
        TimeLimit inTime = lamps.limit(MONDAY, MONDAY, MONDAY, false, MONDAY);
        TimeLimit late = lamps.limit(MONDAY, MONDAY.minusDays(9), MONDAY.minusDays(1), false, MONDAY);

        assertThat(inTime.lamp()).isEqualTo(Lamp.GREY);
        assertThat(inTime.closedLate()).isFalse();
        assertThat(late.closedLate()).isTrue();
        assertThat(late.extended()).isTrue();
    }

    @Test
    void goes_out_while_the_clock_stands_still_and_tells_what_was_left_when_it_stopped() {
        LocalDate deadline = LocalDate.of(2020, 9, 30);
        LocalDate later = LocalDate.of(2020, 11, 2);

        TimeLimit paused = lamps.limit(later, deadline, deadline, false, null, MONDAY);
        TimeLimit lastDay = lamps.limit(later, deadline, deadline, false, null, deadline);
        TimeLimit closed = lamps.limit(later, deadline, deadline, false, deadline, MONDAY);

        assertThat(paused.lamp()).isEqualTo(Lamp.PAUSED);
        assertThat(paused.remaining()).isEqualTo("挂账中，剩余 2 个工作日");
        assertThat(paused.calendar()).isEqualTo("自 2020-09-28 起挂账，计时暂停");
        assertThat(lastDay.remaining()).isEqualTo("挂账中，剩余 0 个工作日");
        assertThat(closed.lamp()).isEqualTo(Lamp.GREY);
    }

    /** 灯色 on paper and in workbooks are those of the screen. */
    @ParameterizedTest
    @ValueSource(strings = {"app.css", "dossier.css"})
    void has_the_colours_of_the_screen(String sheet) throws IOException {
        String css = Files.readString(Path.of("src/main/resources/static", sheet));

        for (Lamp lamp : Lamp.values()) {
            assertThat(css)
                    .containsPattern("\\.%s \\{[^}]*color: %s; background: %s;"
                            .formatted(lamp.style(), lamp.ink(), lamp.tint()));
        }
    }

    @Test
    void differs_in_shape_and_word_not_in_colour_alone() {
        assertThat(Arrays.stream(Lamp.values()).map(Lamp::shape))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(Arrays.stream(Lamp.values()).map(Lamp::word)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Lamp.values()).map(Lamp::style)).contains("lamp-red", "lamp-grey");
    }
}
