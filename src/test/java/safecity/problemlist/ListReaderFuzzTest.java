package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes somebody imports: they are refused in words, or read. */
@Tag("fuzz")
class ListReaderFuzzTest {

    static Stream<byte[]> workbooks() throws IOException {
        return Stream.concat(
                Stream.of(Files.readAllBytes(Workbooks.DEMONSTRATION)),
                NastyWorkbooksTest.corpus().map(nasty -> nasty.bytes().get()).filter(bytes -> bytes.length < 1 << 16));
    }

    @MethodSource("workbooks")
    @FuzzTest(maxDuration = "10m")
    void is_refused_in_words_or_read(byte[] upload) {
        try {
            assertThat(Workbooks.read(upload)).isNotNull();
        } catch (WorkbookRefused refused) {
            assertThat(refused.getMessage()).matches("(?s).*[\\u4e00-\\u9fa5].*");
        }
    }
}
