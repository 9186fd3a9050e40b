package safecity.unit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.reference.InvalidReferenceFile;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

class UnitFilesTest extends ApplicationTest {

    @Autowired
    private UnitFiles files;

    @ParameterizedTest
    @CsvSource({
        "3,code,qu-chuang-an-ban,单位代码“qu-chuang-an-ban”重复",
        "3,code,区体育局,单位代码“区体育局”只能用小写字母、数字和连字符",
        "3,short_name,区创安办,名称“区创安办”已用于单位 qu-chuang-an-ban，名称和别名不能重复",
        "3,short_name,'',“short_name”不能为空",
        "3,kind,village,“kind”应为 leading_group、office、experts、department、oversight、town、subdistrict、base 之一，实为“village”",
    })
    void stops_at_a_bad_row_of_the_units(int index, String column, String value, String message) {
        ReferenceFile units = changed(ReferenceFile.read("units.csv"), index, column, value);

        assertThatThrownBy(() -> load(units, ReferenceFile.read("main-tasks.csv")))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessage("config/units.csv 第 5 行：" + message);
    }

    @ParameterizedTest
    @CsvSource({
        "lead_unit,区航天局,单位“区航天局”不在 config/units.csv 中，请改为其中的简称或在其中补上",
        "responsible_units,区教委;区航天局,单位“区航天局”不在 config/units.csv 中，请改为其中的简称或在其中补上",
        "no,1,任务编号 1 重复",
        "no,二,“no”应为整数，实为“二”",
    })
    void stops_at_a_bad_row_of_the_main_tasks(String column, String value, String message) {
        ReferenceFile tasks = changed(ReferenceFile.read("main-tasks.csv"), 1, column, value);

        assertThatThrownBy(() -> load(ReferenceFile.read("units.csv"), tasks))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessage("config/main-tasks.csv 第 3 行：" + message);
    }

    @Test
    void needs_the_units_that_the_program_itself_refers_to() {
        ReferenceFile units = changed(ReferenceFile.read("units.csv"), 1, "code", "other-office");

        assertThatThrownBy(() -> load(units, ReferenceFile.read("main-tasks.csv")))
                .hasMessage("config/units.csv：缺少代码为“qu-chuang-an-ban”的单位，程序需要它");
    }

    private void load(ReferenceFile units, ReferenceFile tasks) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            files.load(units, tasks);
        });
    }

    private static ReferenceFile changed(ReferenceFile file, int index, String column, String value) {
        List<ReferenceRow> rows = new ArrayList<>(file.rows());
        ReferenceRow row = rows.get(index);
        Map<String, String> cells = new HashMap<>(row.cells());
        cells.put(column, value);
        rows.set(index, new ReferenceRow(row.file(), row.line(), cells));
        return new ReferenceFile(file.name(), rows);
    }
}
