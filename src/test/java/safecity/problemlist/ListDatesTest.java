package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecity.problemlist.SheetCell.Kind;

class ListDatesTest {

    @ParameterizedTest
    @CsvSource({
        "2020-09-30, 2020-09-30",
        "2020-9-3, 2020-09-03",
        "2020/8/10, 2020-08-10",
        "2020.08.31, 2020-08-31",
        "2020年7月15日, 2020-07-15",
        "２０２０年７月１５日, 2020-07-15",
        "二〇二〇年七月十五日, 2020-07-15",
        "2021年3月31日前, 2021-03-31",
        "2021年3月31日之前完成, 2021-03-31",
        "2020-09-30 00:00:00, 2020-09-30",
        "20200930, 2020-09-30",
        "44084, 2020-09-10",
        "2020年9月底前, 2020-09-30",
        "2020年2月底, 2020-02-29",
        "2020年9月, 2020-09-30",
        "9月30日, 2020-09-30",
        "十二月三十一日前, 2020-12-31",
        "9月底前, 2020-09-30",
        "2020年底前, 2020-12-31",
        "年底前, 2020-12-31",
        "2020-02-29, 2020-02-29"
    })
    void reads(String text, String day) {
        assertThat(ListDates.read(new SheetCell(text, Kind.TEXT, false), 2020).day())
                .isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-13-01",
                "2021-02-29",
                "2020年2月30日",
                "13月底",
                "长期",
                "立行立改",
                "2020年9月前",
                "0",
                "99999999",
                "1900-01-01",
                "3",
                "一周内",
                "2020",
                "2020-00-10"
            })
    void refuses_and_names_the_value(String text) {
        ListDates.Reading reading = ListDates.read(new SheetCell(text, Kind.TEXT, false), 2020);

        assertThat(reading.day()).isNull();
        assertThat(reading.error()).contains("“" + text + "”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9月30日", "2020年9月底前", "44084", "年底前"})
    void says_what_it_assumed(String text) {
        assertThat(ListDates.read(new SheetCell(text, Kind.TEXT, false), 2020).note())
                .contains(text);
    }
}
