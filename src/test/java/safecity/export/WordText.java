package safecity.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** The text of a .docx, cells of a row with tabs between them. */
final class WordText {

    private WordText() {}

    static String of(byte[] docx) throws IOException {
        try (var word = new XWPFDocument(new ByteArrayInputStream(docx));
                var reader = new XWPFWordExtractor(word)) {
            return reader.getText();
        }
    }
}
