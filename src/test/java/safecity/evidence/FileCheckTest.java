package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;
import safecity.engine.Refused;

class FileCheckTest {

    private static final long MEGABYTE = 1024 * 1024;

    private final FileCheck check = new FileCheck(DataSize.ofMegabytes(400), 1);

    static Stream<Arguments> good() {
        return Stream.of(
                file("照片.jpg", FileKind.JPG, Corpus::jpg),
                file("照片.png", FileKind.PNG, () -> Corpus.picture("png", 640, 400)),
                file("报告.pdf", FileKind.PDF, () -> PdfCorpus.pdf("", "")),
                file("报告.pdf", FileKind.PDF, () -> PdfCorpus.pdf("/OpenAction [3 0 R /Fit]", "")),
                file("报告.pdf", FileKind.PDF, () -> PdfCorpus.pdf("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>", "")),
                file("报告.pdf", FileKind.PDF, () -> PdfCorpus.pdfHiding("5 0 << /Title (JavaScript 教程) >>")),
                file("报告.pdf", FileKind.PDF, PdfCorpus::printed),
                file("报告.docx", FileKind.DOCX, Corpus::docx),
                file("台账.xlsx", FileKind.XLSX, Corpus::xlsx),
                file("报告.doc", FileKind.DOC, () -> Corpus.ole2("WordDocument", "1Table")),
                file("台账.xls", FileKind.XLS, () -> Corpus.ole2("Workbook")),
                file("本机模板.docx", FileKind.DOCX, () -> withTemplate("file:///C:\\Users\\a\\Normal.dotm")));
    }

    @ParameterizedTest
    @MethodSource("good")
    void accepts_the_files_that_units_send(String name, FileKind kind, Supplier<byte[]> bytes) {
        AcceptedFile file = accept(bytes.get(), name);

        assertThat(file.kind()).isEqualTo(kind);
        assertThat(file.name()).isEqualTo(name);
        assertThat(file.sha256()).matches("[0-9a-f]{64}");
        assertThat(file.thumbnail() != null).isEqualTo(kind.picture());
    }

    static Stream<Arguments> bad() {
        return Stream.concat(othersThanPdf(), PdfCorpus.bad());
    }

    private static Stream<Arguments> othersThanPdf() {
        return Stream.of(
                refused("空.jpg", "空的", () -> new byte[0]),
                refused("大.jpg", "20 MB", () -> new byte[21 * 1024 * 1024]),
                refused("像素.png", "50000×50000", Corpus::headerBomb),
                refused("十六位.png", "每像素 64 位", Corpus::deepBomb),
                refused("截断.png", "不完整", () -> java.util.Arrays.copyOf(Corpus.picture("png", 64, 64), 60)),
                refused("截断.jpg", "无法打开", () -> java.util.Arrays.copyOf(Corpus.jpg(), 30)),
                refused(
                        "图.svg",
                        "网页和矢量图",
                        () -> Corpus.text(
                                "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><rect/></svg>")),
                refused("网页.jpg", "网页和矢量图", () -> Corpus.text("<!DOCTYPE html><html><script>alert(1)</script></html>")),
                refused("两面.gif", "请改用 JPG", () -> Corpus.text("GIF89a=1;/*<html><script>alert(1)</script>*/")),
                refused("动画.gif", "请改用 JPG", () -> Corpus.picture("gif", 20, 20)),
                refused(
                        "图.webp",
                        "请改用 JPG",
                        () -> Corpus.concat(
                                Corpus.text("RIFF"), new byte[] {24, 0, 0, 0}, Corpus.text("WEBPVP8 "), new byte[40])),
                refused("IMG_0001.HEIC", "HEIC", Corpus::heicHeader),
                refused("程序.jpg", "不接收这类文件", Corpus::exe),
                refused("脚本.jpg", "", () -> Corpus.text("#!/bin/sh\nrm -rf /\n")),
                refused("文本.txt", "文本文件", () -> Corpus.text("已整改完成")),
                refused("包.docx", "解压后逐个上传", () -> Corpus.zip("a.txt", "a")),
                refused("包.jar", "解压后逐个上传", () -> Corpus.zip("META-INF/MANIFEST.MF", "Manifest-Version: 1.0")),
                refused("炸弹.docx", "异常庞大", Corpus::bombDocx),
                refused("多.docx", "异常庞大", () -> manyEntries(OfficeCheck.MAX_ENTRIES + 1)),
                refused(
                        "宏.docx",
                        "宏",
                        () -> Corpus.zip(
                                "[Content_Types].xml",
                                Corpus.contentTypes("application/vnd.ms-word.document.macroEnabled.main+xml"),
                                "word/document.xml",
                                "<a/>")),
                refused(
                        "宏.docx",
                        "宏",
                        () -> Corpus.zip(
                                "[Content_Types].xml", Corpus.contentTypes(Corpus.WORD), "word/vbaProject.bin", "x")),
                refused("远程.docx", "从网络读取", () -> withTemplate("https://evil.example/a.dotm")),
                refused("远程.docx", "从网络读取", () -> withTemplate("&#104;ttp://evil.example/a.dotm")),
                refused("远程.docx", "从网络读取", () -> withTemplate("\\\\evil\\share\\a.dotm")),
                refused(
                        "实体.docx",
                        "已损坏",
                        () -> Corpus.zip("[Content_Types].xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><Types>&b;</Types>")),
                refused(
                        "路径.docx",
                        "已损坏",
                        () -> Corpus.zip(
                                "[Content_Types].xml", Corpus.contentTypes(Corpus.WORD), "../../etc/passwd", "x")),
                refused("宏.doc", "宏", () -> Corpus.ole2("WordDocument", "Macros/dir")),
                refused("宏.xls", "宏", () -> Corpus.ole2("Workbook", "_VBA_PROJECT_CUR/dir")),
                refused("密码.docx", "密码", () -> Corpus.ole2("EncryptedPackage")),
                refused("安装.doc", "不接收这类文件", () -> Corpus.ole2("Something")));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses_what_is_no_evidence_and_says_what_to_do(String name, String message, Supplier<byte[]> bytes) {
        byte[] upload = bytes.get();

        assertThatThrownBy(() -> accept(upload, name))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(message);
    }

    @Test
    void turns_a_phone_photo_upright_and_keeps_only_its_time() throws IOException {
        AcceptedFile file = accept(Corpus.phonePhoto(), "IMG_1.jpg");

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file.bytes()));
        assertThat(image.getWidth()).isEqualTo(400);
        assertThat(image.getHeight()).isEqualTo(640);
        assertThat(image.getRGB(200, 100) >> 16 & 0xFF)
                .as("red, once left, is on top")
                .isGreaterThan(200);
        assertThat(image.getRGB(200, 540) & 0xFF).as("blue is below").isGreaterThan(200);
        assertThat(file.takenAt()).isEqualTo(Instant.parse("2020-10-05T01:30:00Z"));
        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif", "SECRETMAKER", "2020:10");
    }

    @Test
    void makes_thumbnails_of_320_pixels_and_stores_the_same_bytes_for_the_same_file() throws IOException {
        AcceptedFile first = accept(Corpus.jpg(), "a.jpg");
        AcceptedFile second = accept(Corpus.jpg(), "b.jpg");

        BufferedImage thumbnail = ImageIO.read(new ByteArrayInputStream(first.thumbnail()));
        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(200);
        assertThat(second.sha256()).isEqualTo(first.sha256());
    }

    @Test
    void keeps_transparency_of_a_png() throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        ImageIO.write(Corpus.twoColours(40, 40, BufferedImage.TYPE_4BYTE_ABGR), "png", out);

        AcceptedFile file = accept(out.toByteArray(), "章.png");

        assertThat(ImageIO.read(new ByteArrayInputStream(file.bytes()))
                        .getColorModel()
                        .hasAlpha())
                .isTrue();
    }

    @Test
    void spends_no_memory_on_files_made_to_exhaust_it() {
        byte[] pixels = Corpus.headerBomb();
        byte[] depth = Corpus.deepBomb();
        byte[] document = Corpus.bombDocx();
        byte[] text = Corpus.textBomb();
        accept(Corpus.picture("png", 20, 10), "warm.png");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> accept(pixels, "像素.png")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accept(depth, "十六位.png")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accept(document, "炸弹.docx")).isInstanceOf(Refused.class);
        accept(text, "文字.png");
        long spent = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(spent).isLessThan(64 * MEGABYTE);
    }

    @Test
    void reads_no_further_than_the_limit() {
        var endless = new java.io.InputStream() {
            private long read;

            @Override
            public int read() {
                return (int) (read++ & 0x7F);
            }
        };

        assertThatThrownBy(() -> check.accept(endless, "长.jpg")).hasMessageContaining("20 MB");
        assertThat(endless.read).isEqualTo(FileCheck.MAX_BYTES + 1L);
    }

    @Test
    void drops_what_is_hidden_behind_a_picture() {
        byte[] polyglot = Corpus.concat(Corpus.jpg(), Corpus.text("<script>alert(1)</script>"), Corpus.zip("a", "b"));

        AcceptedFile file = accept(polyglot, "照片.jpg");

        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("script", "PK\u0003\u0004");
    }

    private AcceptedFile accept(byte[] bytes, String name) {
        return check.accept(new ByteArrayInputStream(bytes), name);
    }

    private static byte[] withTemplate(String target) {
        return Corpus.zip(
                "[Content_Types].xml", Corpus.contentTypes(Corpus.WORD), "word/_rels/settings.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="r1" TargetMode="External" Target="%s"
                  Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>
                </Relationships>""".formatted(
                                target));
    }

    private static byte[] manyEntries(int count) {
        String[] entries = new String[count * 2];
        for (int i = 0; i < count; i++) {
            entries[2 * i] = "e" + i;
            entries[2 * i + 1] = "";
        }
        return Corpus.zip(entries);
    }

    private static Arguments file(String name, FileKind kind, Supplier<byte[]> bytes) {
        return Arguments.of(name, kind, bytes);
    }

    static Arguments refused(String name, String message, Supplier<byte[]> bytes) {
        return Arguments.of(name, message, bytes);
    }
}
