package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;
import safecity.engine.Refused;

/** Whatever bytes somebody uploads: they are refused in words or kept as what they are. */
@Tag("fuzz")
class FileCheckFuzzTest {

    private final FileCheck check = new FileCheck(DataSize.ofMegabytes(400), 1);

    static Stream<byte[]> uploads() {
        return Stream.of(
                Corpus.jpg(),
                Corpus.phonePhoto(),
                Corpus.picture("png", 64, 48),
                Corpus.headerBomb(),
                Corpus.textBomb(),
                Corpus.docx(),
                Corpus.xlsx(),
                Corpus.bombDocx(),
                Corpus.ole2("WordDocument", "1Table"),
                Corpus.exe(),
                Corpus.heicHeader(),
                PdfCorpus.pdf("", ""),
                PdfCorpus.pdf("/OpenAction << /S /JavaScript /JS (x) >>", ""),
                Corpus.text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
                Corpus.concat(Corpus.jpg(), Corpus.text("<script>alert(1)</script>")));
    }

    @MethodSource("uploads")
    @FuzzTest(maxDuration = "10m")
    void is_refused_in_words_or_kept_as_a_known_kind(byte[] upload) {
        AcceptedFile kept;
        try {
            kept = check.accept(new ByteArrayInputStream(upload), "../\u202E照片\r\n.jpg");
        } catch (Refused refused) {
            assertThat(refused.getMessage()).matches("(?s).*[\\u4e00-\\u9fa5].*");
            return;
        }
        assertThat(kept.name()).doesNotContain("/", "\\", "\r", "\n", "\u202E", "..");
        assertThat(new String(kept.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1).stripLeading())
                .doesNotStartWithIgnoringCase("<");
    }
}
