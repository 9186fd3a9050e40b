package safecity.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import safecity.ApplicationTest;
import safecity.calendar.WorkingDays;
import safecity.unit.MainTask;
import safecity.unit.MainTasks;
import safecity.unit.Units;

/** The files of config/ in the database of the running application. */
class ReferenceDataTest extends ApplicationTest {

    @Autowired
    private ApplicationRunner unitFiles;

    @Autowired
    private ApplicationRunner holidayFile;

    @Autowired
    private ApplicationRunner indicatorFile;

    @Autowired
    private Units units;

    @Autowired
    private MainTasks mainTasks;

    @Autowired
    private WorkingDays workingDays;

    @Test
    void loads_everything_at_the_start() {
        assertThat(counts()).isEqualTo(List.of(57, 22, 50, 255));
        assertThat(units.all()).hasSize(57).first().extracting("shortName").isEqualTo("区创安工作领导小组");
        assertThat(units.byName("应急局")).get().extracting("code").isEqualTo("qu-ying-ji-guan-li-ju");
        MainTask first = mainTasks.all().get(0);
        assertThat(first.leadUnit()).isEqualTo("qu-gui-zi-fen-ju");
        assertThat(first.responsibleUnits()).hasSize(10).contains("qu-fa-gai-wei", "qu-di-zhen-ju");
        assertThat(workingDays.deadline(LocalDate.of(2020, 9, 30), 1).day()).isEqualTo("2020-10-09");
    }

    @Test
    void imports_nothing_twice_and_touches_no_row_that_did_not_change() throws Exception {
        List<String> before = rowVersions();

        unitFiles.run(new DefaultApplicationArguments());
        holidayFile.run(new DefaultApplicationArguments());
        indicatorFile.run(new DefaultApplicationArguments());

        assertThat(counts()).isEqualTo(List.of(57, 22, 50, 255));
        assertThat(rowVersions()).isEqualTo(before);
    }

    @Test
    void follows_the_files_where_the_database_differs() throws Exception {
        jdbc.sql("update safecity.unit set short_name = '旧名' where code = 'qu-ti-yu-ju'")
                .update();
        jdbc.sql("delete from safecity.holiday where day = date '2020-10-02'").update();
        jdbc.sql(
                        "insert into safecity.holiday (day, kind, name, source) values (date '2020-11-11', 'holiday', '误', '误')")
                .update();
        jdbc.sql(
                        "insert into safecity.holiday (day, kind, name, source) values (date '2019-10-02', 'holiday', '国庆节', '手工')")
                .update();
        workingDays.reload();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2020, 10, 2))).isTrue();

        unitFiles.run(new DefaultApplicationArguments());
        holidayFile.run(new DefaultApplicationArguments());

        assertThat(units.byCode("qu-ti-yu-ju").shortName()).isEqualTo("区体育局");
        assertThat(workingDays.isWorkingDay(LocalDate.of(2020, 10, 2))).isFalse();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2020, 11, 11))).isTrue();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2019, 10, 2))).isFalse();
        jdbc.sql("delete from safecity.holiday where day = date '2019-10-02'").update();
        workingDays.reload();
    }

    @Test
    void keeps_a_unit_that_vanished_from_its_file() throws Exception {
        jdbc.sql("""
                insert into safecity.unit
                       (code, short_name, full_name, kind, kind_name, aliases, full_name_verified, position)
                values ('che-xiao-dan-wei', '撤销单位', '撤销单位', 'department', '委办局', '{}', false, 99)""").update();

        unitFiles.run(new DefaultApplicationArguments());

        assertThat(units.byCode("che-xiao-dan-wei").shortName()).isEqualTo("撤销单位");
        jdbc.sql("delete from safecity.unit where code = 'che-xiao-dan-wei'").update();
    }

    private List<Integer> counts() {
        return jdbc.sql("""
                select (select count(*) from safecity.unit), (select count(*) from safecity.main_task),
                       (select count(*) from safecity.indicator), (select count(*) from safecity.holiday)""")
                .query((row, index) -> List.of(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .single();
    }

    private List<String> rowVersions() {
        return jdbc.sql("""
                select xmin::text || code from safecity.unit union all select xmin::text || no from safecity.main_task
                union all select xmin::text || code from safecity.indicator union all select xmin::text || day from safecity.holiday
                order by 1""").query(String.class).list();
    }
}
