package safecity.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceFileTest {

    @Test
    void reads_a_file_that_a_spreadsheet_saved() {
        ReferenceFile file =
                parse("\uFEFF名称,units,on,size\r\n 甲 ,区应急管理局；区教委; ,2020-10-01,3\r\n\r\n\"乙,丙\",,2020-10-02,4\r\n");

        assertThat(file.rows()).extracting(row -> row.text("名称")).containsExactly("甲", "乙,丙");
        assertThat(file.rows().get(0).names("units")).isEqualTo(List.of("区应急管理局", "区教委"));
        assertThat(file.rows().get(0).day("on")).isEqualTo("2020-10-01");
        assertThat(file.rows().get(1).number("size")).isEqualTo(4);
        assertThat(file.rows().get(1).names("units")).isEmpty();
    }

    @Test
    void names_file_and_line_of_a_row_that_is_wrong() {
        ReferenceFile file = parse("name,size,on,yes\n甲,3,2020-02-30,ja\n,three,,\n");
        ReferenceRow first = file.rows().get(0);
        ReferenceRow second = file.rows().get(1);

        assertThatThrownBy(() -> first.day("on"))
                .hasMessage("config/test.csv 第 2 行：“on”应为 2026-10-01 这样的日期，实为“2020-02-30”");
        assertThatThrownBy(() -> first.yes("yes")).hasMessageContaining("第 2 行：“yes”应为 yes、no 之一，实为“ja”");
        assertThatThrownBy(() -> second.required("name")).hasMessage("config/test.csv 第 3 行：“name”不能为空");
        assertThatThrownBy(() -> second.number("size")).hasMessageContaining("第 3 行：“size”应为整数，实为“three”");
    }

    @Test
    void names_the_line_on_which_a_row_of_several_lines_ends() {
        ReferenceFile file = parse("name,size\n\"甲\n乙\",3\n丙,x\n");

        assertThat(file.rows()).extracting(ReferenceRow::line).containsExactly(3L, 4L);
    }

    @Test
    void refuses_a_row_of_another_length_than_its_heading() {
        assertThatThrownBy(() -> parse("name,size\n甲,3\n乙,丙,4\n"))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageStartingWith("config/test.csv 第 3 行：有 3 列，应与第 1 行一样有 2 列");
    }

    @Test
    void refuses_another_encoding_a_missing_column_a_missing_file_and_an_open_quote() {
        assertThatThrownBy(() -> ReferenceFile.parse("test.csv", "名称\n甲\n".getBytes(Charset.forName("GBK"))))
                .hasMessageContaining("不是 UTF-8 编码");
        assertThatThrownBy(() -> ReferenceFile.parse("test.csv", "name\n甲\n".getBytes(UTF_8), "name", "size"))
                .hasMessage("config/test.csv 第 1 行：缺少列“size”，请补上列名");
        assertThatThrownBy(() -> ReferenceFile.read("nowhere.csv")).hasMessage("缺少文件 config/nowhere.csv");
        assertThatThrownBy(() -> parse("name,size\n\"甲,3\n")).isInstanceOf(InvalidReferenceFile.class);
    }

    @Test
    void names_a_file_elsewhere_by_its_path(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("list.csv");
        Files.write(file, "name\n甲\n".getBytes(UTF_8));
        assertThat(ReferenceFile.readFrom(file, "name").rows().get(0).wrong("不行"))
                .hasMessage(file + " 第 2 行：不行");
        Files.write(file, "name\n甲\n".getBytes(Charset.forName("GBK")));
        assertThatThrownBy(() -> ReferenceFile.readFrom(file)).hasMessageContaining(file + "：不是 UTF-8 编码");
        assertThatThrownBy(() -> ReferenceFile.readFrom(folder.resolve("none.csv")))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining("无法读取文件 " + folder.resolve("none.csv"));
    }

    @Test
    void refuses_a_list_of_lines_in_another_encoding() {
        assertThat(ReferenceFile.lines("weak-passwords.txt")).contains("password");
        assertThatThrownBy(() -> ReferenceFile.lines("demonstration/problem-list-2020-batch-1.xlsx"))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining("不是 UTF-8 编码");
    }

    private static ReferenceFile parse(String text) {
        return ReferenceFile.parse("test.csv", text.getBytes(UTF_8));
    }
}
