package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import safecity.engine.Refused;
import safecity.identity.Person;

/** 上传限额 on a real database, also for two who upload at once. */
class EvidenceDaysTest extends EvidenceCase {

    private static final LocalDate DAY = LocalDate.of(2020, 3, 3);

    private EvidenceDays small;

    @BeforeEach
    void onADayOfItsOwn() {
        itIs(DAY, LocalTime.of(9, 0));
        jdbc.sql("delete from safecity.evidence_day where day between :day and :day + 1")
                .param("day", DAY)
                .update();
        small = new EvidenceDays(jdbc, clock, 3, DataSize.ofBytes(1000));
    }

    @Test
    void refuses_the_file_too_many_of_a_unit_until_tomorrow() {
        for (int file = 0; file < 3; file++) {
            count(clerk, 1);
        }

        assertThatThrownBy(() -> small.requireRoom(clerk))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("本单位今天上传的材料已到每日上限（3 个文件")
                .hasMessageContaining("请明天再上传");
        assertThatThrownBy(() -> count(clerk, 1)).isInstanceOf(Refused.class);
        count(stranger, 1);
        itIs(DAY.plusDays(1), LocalTime.of(0, 0));
        small.requireRoom(clerk);
        count(clerk, 1);
    }

    @Test
    void refuses_the_bytes_too_many_of_a_unit_but_not_a_smaller_file() {
        count(clerk, 900);

        assertThatThrownBy(() -> count(clerk, 101)).isInstanceOf(Refused.class);
        count(clerk, 100);
        assertThatThrownBy(() -> small.requireRoom(clerk)).isInstanceOf(Refused.class);
    }

    @Test
    void two_at_once_do_not_get_past_the_limit() throws Exception {
        count(clerk, 1);
        count(clerk, 1);
        Callable<Boolean> upload = () -> {
            try {
                count(clerk, 1);
                return true;
            } catch (Refused full) {
                return false;
            }
        };

        var threads = Executors.newFixedThreadPool(4);
        try {
            int accepted = 0;
            for (Future<Boolean> each : threads.invokeAll(List.of(upload, upload, upload, upload))) {
                accepted += each.get() ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_upload_counts_even_if_it_is_deleted_and_one_that_is_refused_does_not() {
        EvidenceItem kept = upload(Phase.AFTER, small(1), "一.png");
        changes.delete(kept.id(), clerk);
        assertThatThrownBy(() -> upload(Phase.AFTER, Corpus.exe(), "二.jpg")).isInstanceOf(Refused.class);
        assertThat(jdbc.sql(
                                "select files || ' ' || bytes from safecity.evidence_day where owner = :unit and day = :day")
                        .param("unit", UNIT)
                        .param("day", DAY)
                        .query(String.class)
                        .single())
                .isEqualTo("1 " + kept.size());

        jdbc.sql("update safecity.evidence_day set files = 1000000 where owner = :unit and day = :day")
                .param("unit", UNIT)
                .param("day", DAY)
                .update();
        assertThatThrownBy(() -> upload(Phase.AFTER, small(2), UUID.randomUUID() + ".png"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("每日上限");
    }

    private void count(Person person, long size) {
        transaction.executeWithoutResult(status -> small.count(person, size));
    }
}
