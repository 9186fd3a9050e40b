package safecity.document;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.io.TempDir;
import safecity.reference.InvalidReferenceFile;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/** Kinds and templates for tests, as the office may write them. */
abstract class KindsCase {

    @TempDir
    Path folder;

    void refused(String words) {
        assertThatThrownBy(this::letter)
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining("config/documents/kinds.csv 第 2 行")
                .hasMessageContaining(words);
    }

    DocumentKinds letter() {
        return kinds(row("letter", "督〔{year}〕{n}号", "5"));
    }

    DocumentKinds kinds(ReferenceRow... rows) {
        return new DocumentKinds(
                new ReferenceFile("documents/kinds.csv", List.of(rows)),
                new TemplateFolder(folder, "/no-such-folder/"));
    }

    static ReferenceRow row(String kind, String pattern, String replyDays) {
        return row(kind, pattern, replyDays, Map.of());
    }

    static ReferenceRow row(String kind, String pattern, String replyDays, Map<String, String> others) {
        Map<String, String> cells = new HashMap<>(Map.of(
                "kind", kind,
                "label", "函",
                "number_pattern", pattern,
                "signer", "qu-chuang-an-ban",
                "reply_days", replyDays,
                "again_days", "3",
                "lapses", "timely",
                "serving", "system",
                "by_hand", "item",
                "template", "letter.docx"));
        cells.putAll(others);
        return new ReferenceRow("documents/kinds.csv", 2, cells);
    }

    void template(String... paragraphs) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            paper(document);
            Arrays.stream(paragraphs)
                    .forEach(text -> document.createParagraph().createRun().setText(text));
            write(document);
        }
    }

    static void paper(XWPFDocument document) {
        var section = document.getDocument().getBody().addNewSectPr();
        section.addNewPgSz().setW(11906);
        section.addNewPgMar().setTop(2098);
    }

    void write(XWPFDocument document) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve("letter.docx"))) {
            document.write(file);
        }
    }
}
