package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "../../x.jpg, x.jpg",
        "C:\\照片\\x.jpg, x.jpg",
        "整改后 (1).JPG, 整改后 (1).JPG",
        "run.exe, run.exe.jpg",
        "照片, 照片.jpg",
        ".., 未命名.jpg",
        "'', 未命名.jpg",
        "a/, 未命名.jpg",
        "CON, _CON.jpg",
        "nul.jpg, _nul.jpg",
        "console.jpg, console.jpg",
        "<b>现场?*.jpg, b现场.jpg",
    })
    void keeps_the_last_segment_with_a_fitting_ending(String uploaded, String kept) {
        assertThat(FileName.clean(uploaded, FileKind.JPG)).isEqualTo(kept);
    }

    @Test
    void drops_control_and_direction_characters() {
        assertThat(FileName.clean("a\0b\r\nc.jpg", FileKind.JPG)).isEqualTo("abc.jpg");
        assertThat(FileName.clean("\u202Egpj.exe\u202C\u200F.jpg", FileKind.JPG))
                .isEqualTo("gpj.exe.jpg");
        assertThat(FileName.clean("\uD800x.jpg", FileKind.JPG)).isEqualTo("x.jpg");
        assertThat(FileName.clean(null, FileKind.PDF)).isEqualTo("未命名.pdf");
    }

    @Test
    void cuts_long_names_but_not_their_ending() {
        String name = FileName.clean("照".repeat(300) + ".jpg", FileKind.JPG);

        assertThat(name).hasSize(FileName.MAX_LENGTH).endsWith("照.jpg");
    }
}
