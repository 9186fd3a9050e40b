package safecity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "消除隐患 | 消除隐患",
                "3*4*5 | 3\\*4\\*5",
                "**责任人**：假 | \\*\\*责任人\\*\\*：假",
                "# 大标题 | \\# 大标题",
                "[点我](http://x) | \\[点我\\]\\(http\\://x\\)",
                "<img src=x> | \\<img src\\=x\\>",
                "1. 甲 | 1\\. 甲",
                "{{reason}} | \\{\\{reason\\}\\}",
                "50% 😀 | 50% 😀",
            })
    void marks_lose_their_meaning(String text, String quoted) {
        assertThat(FormText.quoted(text)).isEqualTo(quoted);
    }

    @Test
    void lines_stay_and_their_indentation_makes_no_code() {
        assertThat(FormText.quoted("  甲\n    乙\n\t丙\n")).isEqualTo("甲\n乙\n丙");
    }

    @Test
    void nothing_is_quoted_as_nothing() {
        assertThat(FormText.quoted(null)).isEmpty();
    }
}
