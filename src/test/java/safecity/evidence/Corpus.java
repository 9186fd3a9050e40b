package safecity.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files as users send them and as attackers make them, all made here so that each one's flaw can be read. */
final class Corpus {

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Corpus() {}

    /** A landscape picture, its left half red and its right half blue. */
    static BufferedImage twoColours(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(width / 2, 0, width - width / 2, height);
        pen.dispose();
        return image;
    }

    static byte[] picture(String format, int width, int height) {
        return written(out -> ImageIO.write(twoColours(width, height, BufferedImage.TYPE_INT_RGB), format, out));
    }

    static byte[] jpg() {
        return picture("jpg", 640, 400);
    }

    /** A JPEG whose EXIF says: turn by 90° clockwise, taken 2020-10-05 09:30:00, with a marker text as its maker. */
    static byte[] phonePhoto() {
        byte[] plain = jpg();
        byte[] exif = exif();
        return written(out -> {
            out.write(plain, 0, 2);
            out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) ((exif.length + 2) >> 8), (byte) (exif.length + 2)});
            out.write(exif);
            out.write(plain, 2, plain.length - 2);
        });
    }

    private static byte[] exif() {
        ByteBuffer tiff = ByteBuffer.allocate(140);
        tiff.put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1));
        tiff.putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x010F, 2, 12, 100); // maker
        entry(tiff, 0x0112, 3, 1, 6 << 16); // orientation
        entry(tiff, 0x8769, 4, 1, 50); // where the next directory stands
        tiff.putInt(0);
        tiff.position(6 + 50).putShort((short) 1);
        entry(tiff, 0x9003, 2, 20, 70); // original time
        tiff.putInt(0);
        tiff.position(6 + 70).put("2020:10:05 09:30:00\0".getBytes(StandardCharsets.US_ASCII));
        tiff.position(6 + 100).put("SECRETMAKER\0".getBytes(StandardCharsets.US_ASCII));
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /** A PNG of a few dozen bytes that claims to be 50,000 × 50,000 pixels: 10 GB when decoded. */
    static byte[] headerBomb() {
        return claiming(50_000, 50_000, 8);
    }

    /** A PNG of no more pixels than allowed, but of 16 bits a colour: 480 MB when decoded, and again when drawn anew. */
    static byte[] deepBomb() {
        return claiming(10_000, 6_000, 16);
    }

    private static byte[] claiming(int width, int height, int bits) {
        return written(out -> {
            out.write(PNG_SIGNATURE);
            ByteBuffer header = ByteBuffer.allocate(13);
            header.putInt(width).putInt(height);
            out.write(chunk(
                    "IHDR", header.put(new byte[] {(byte) bits, 6, 0, 0, 0}).array()));
            out.write(chunk("IDAT", deflated(new byte[100])));
            out.write(chunk("IEND", new byte[0]));
        });
    }

    /** A good small PNG with a text chunk that unpacks to 512 MB. */
    static byte[] textBomb() {
        byte[] png = picture("png", 20, 10);
        int afterHeader = 8 + 12 + 13;
        return written(out -> {
            var text = new ByteArrayOutputStream();
            text.write("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
            try (var packed = new DeflaterOutputStream(text, new Deflater(Deflater.BEST_SPEED))) {
                for (int i = 0; i < 512; i++) {
                    packed.write(new byte[1024 * 1024]);
                }
            }
            out.write(png, 0, afterHeader);
            out.write(chunk("zTXt", text.toByteArray()));
            out.write(png, afterHeader, png.length - afterHeader);
        });
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(name).put(data);
        return chunk.putInt((int) checksum.getValue()).array();
    }

    static byte[] deflated(byte[] data) {
        return written(out -> {
            try (var packed = new DeflaterOutputStream(out)) {
                packed.write(data);
            }
        });
    }

    static byte[] docx() {
        return written(out -> {
            try (var document = new XWPFDocument()) {
                document.createParagraph().createRun().setText("整改完成报告");
                document.write(out);
            }
        });
    }

    static byte[] xlsx() {
        return written(out -> {
            try (var workbook = new XSSFWorkbook()) {
                workbook.createSheet("台账").createRow(0).createCell(0).setCellValue("消防通道");
                workbook.write(out);
            }
        });
    }

    /** An OLE2 file with the given streams at its root, each of a few bytes; a name with a slash stands in a directory. */
    static byte[] ole2(String... streams) {
        return written(out -> {
            try (var file = new POIFSFileSystem()) {
                for (String stream : streams) {
                    String[] path = stream.split("/");
                    var directory =
                            path.length == 1 ? file.getRoot() : file.getRoot().createDirectory(path[0]);
                    directory.createDocument(path[path.length - 1], new java.io.ByteArrayInputStream(new byte[600]));
                }
                file.writeFilesystem(out);
            }
        });
    }

    /** An archive of text entries: name, content, name, content… */
    static byte[] zip(String... namesAndContents) {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                for (int i = 0; i < namesAndContents.length; i += 2) {
                    zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                    zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
                }
            }
        });
    }

    static String contentTypes(String mainPart) {
        return """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                  <Override PartName="/word/document.xml" ContentType="%s"/></Types>""".formatted(mainPart);
    }

    static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /** A docx of about 300 KB whose body unpacks to 300 MB. */
    static byte[] bombDocx() {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
                zip.write(contentTypes(WORD).getBytes(StandardCharsets.UTF_8));
                zip.putNextEntry(new ZipEntry("word/document.xml"));
                for (int i = 0; i < 300; i++) {
                    zip.write(new byte[1024 * 1024]);
                }
            }
        });
    }

    static byte[] heicHeader() {
        return concat(
                new byte[] {0, 0, 0, 24}, text("ftypheic"), new byte[] {0, 0, 0, 0}, text("mif1heic"), new byte[400]);
    }

    static byte[] exe() {
        byte[] exe = new byte[1024];
        exe[0] = 'M';
        exe[1] = 'Z';
        exe[0x3C] = (byte) 0x80;
        exe[0x80] = 'P';
        exe[0x81] = 'E';
        return exe;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] concat(byte[]... parts) {
        return written(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    private static byte[] written(Writing writing) {
        var out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
