package safecity.evidence;

import static safecity.evidence.FileCheckTest.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.params.provider.Arguments;

/** PDF files, harmless and not, small enough to be read. */
final class PdfCorpus {

    /** What marks a stream of objects. */
    private static final String OBJECTS = "/N 1 /First 4 /Filter /FlateDecode";

    private PdfCorpus() {}

    /** Names, what they are told, and how they are made. */
    static Stream<Arguments> bad() {
        return Stream.of(
                refused("脚本.pdf", "脚本", () -> pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "")),
                refused("转义.pdf", "脚本", () -> pdf("", "5 0 obj << /S /Java#53cript /JS (1) >> endobj")),
                refused("藏.pdf", "脚本", () -> pdfHiding("5 0 << /S /JavaScript /JS (app.alert(1)) >>")),
                hidden("字符串.pdf", "脚本", "/Type /ObjStm /X (obj) " + OBJECTS, ">> stream"),
                hidden("填充.pdf", "脚本", "/Type /ObjStm " + " ".repeat(5000) + OBJECTS, ">> stream"),
                hidden("注释.pdf", "脚本", "/Type /ObjStm " + OBJECTS, ">> % >> obj\nstream"),
                hidden("间接.pdf", "脚本", "/Type 8 0 R " + OBJECTS, ">> stream"),
                hidden("无类型.pdf", "脚本", OBJECTS, ">> stream"),
                hidden("括号.pdf", "脚本", "/X (>> stream\n) /Y (endstream endobj) " + OBJECTS, ">> stream"),
                hidden("转义类型.pdf", "脚本", "/Type /O#62jStm /X <</Y (\\) obj)>> " + OBJECTS, ">> stream"),
                hidden("嵌套.pdf", "脚本", "/X << /First 9 0 R >> " + OBJECTS, ">> stream"),
                hidden("预测.pdf", "少见", "/DecodeParms 8 0 R " + OBJECTS, ">> stream"),
                hidden("两种压缩.pdf", "少见", "/N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]", ">> stream"),
                hidden("间接压缩.pdf", "少见", "/N 1 /First 4 /Filter 8 0 R", ">> stream"),
                hidden("未压缩名.pdf", "少见", "/X [ /ObjStm", ">> stream"),
                refused("坏流.pdf", "已损坏", () -> pdfPacking(new byte[40], OBJECTS, ">> stream")),
                refused(
                        "巨流.pdf",
                        "解压后过大",
                        () -> pdfPacking(Corpus.deflated(new byte[40 * 1024 * 1024]), OBJECTS, ">> stream")),
                refused("万物.pdf", "结构异常", () -> pdf("", "1 0 obj<<>>".repeat(400_000))),
                refused("套娃.pdf", "结构异常", () -> pdf("", "1 0 obj<<".repeat(20_000))),
                refused(
                        "藏打开.pdf",
                        "自动执行",
                        () -> pdfHiding(
                                "1 0 5 27 << /OpenAction 5 0 R    >> << /S /URI /URI (http://evil.example) >>",
                                "/N 2 /First 9 /Filter /FlateDecode",
                                ">> stream")),
                refused("悬停.pdf", "动作", () -> pdf("/AA << /WC << /S /URI >> >>", "")),
                refused("启动.pdf", "启动程序", () -> pdf("", "5 0 obj << /S /Launch /F (cmd.exe) >> endobj")),
                refused(
                        "打开.pdf",
                        "自动执行",
                        () -> pdf("/OpenAction 5 0 R", "5 0 obj << /S /URI /URI (http://evil.example) >> endobj")),
                refused("附件.pdf", "附件", () -> pdf("/Names << /EmbeddedFiles 5 0 R >>", "")),
                refused("加密.pdf", "密码", () -> pdf("", "trailer << /Encrypt 7 0 R >>")),
                refused("两面.pdf", "夹带", () -> Corpus.concat(pdf("", ""), Corpus.zip("a.txt", "a"))),
                refused("两面.pdf", "夹带", () -> Corpus.text("%PDF-1.4\n<script>alert(1)</script>\n%%EOF")),
                refused("截断.pdf", "不完整", () -> Corpus.text("%PDF-1.4\n1 0 obj << >> endobj")));
    }

    private static Arguments hidden(String name, String message, String dictionary, String end) {
        return refused(
                name,
                message,
                () -> PdfCorpus.pdfHiding("5 0 << /S /JavaScript /JS (app.alert(1)) >>", dictionary, end));
    }

    /** As programs write PDF files today: objects in compressed streams, a page to open at, a bookmark, a link. */
    static byte[] printed() {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            var destination = new PDPageFitDestination();
            destination.setPage(page);
            var jump = new PDActionGoTo();
            jump.setDestination(destination);
            document.getDocumentCatalog().setOpenAction(jump);
            var bookmark = new PDOutlineItem();
            bookmark.setTitle("整改完成报告");
            bookmark.setDestination(page);
            var outline = new PDDocumentOutline();
            outline.addLast(bookmark);
            document.getDocumentCatalog().setDocumentOutline(outline);
            document.save(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A one-page PDF; {@code catalog} is written into its root dictionary and {@code objects} behind its objects. */
    static byte[] pdf(String catalog, String objects) {
        return """
                %%PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R %s >> endobj
                2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
                3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
                %s
                trailer << /Root 1 0 R >>
                %%%%EOF
                """.formatted(catalog, objects).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A PDF that hides an object text in a compressed object stream. */
    static byte[] pdfHiding(String object) {
        return pdfHiding(object, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", ">> stream");
    }

    /**
     * A PDF that hides an object text in a compressed stream.
     *
     * @param dictionary what stands in the stream's dictionary
     * @param end        what stands between the dictionary and the data, and may begin outside of neither
     */
    static byte[] pdfHiding(String object, String dictionary, String end) {
        return pdfPacking(Corpus.deflated(object.getBytes(StandardCharsets.ISO_8859_1)), dictionary, end);
    }

    /** A PDF with a stream of some data. */
    static byte[] pdfPacking(byte[] data, String dictionary, String end) {
        return pdf(
                "",
                "9 0 obj << %s /Length %d %s\n%s\nendstream endobj"
                        .formatted(dictionary, data.length, end, new String(data, StandardCharsets.ISO_8859_1)));
    }
}
