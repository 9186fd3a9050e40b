package safecity.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import safecity.engine.Refused;

/** Decides by its bytes alone whether an upload may be kept, and turns it into what is stored. Knows no database and no user. */
@Component
final class FileCheck {

    /** Bytes of one upload, 20 MB. */
    static final int MAX_BYTES = 20 * 1024 * 1024;

    private final Detector detector = MimeTypes.getDefaultMimeTypes();
    private final Pictures pictures;

    /** A file that is looked into takes many times its size: few at a time, the others wait before they are read. */
    private final Semaphore checking;

    FileCheck(
            @Value("${safecity.picture-memory}") DataSize pictureMemory,
            @Value("${safecity.evidence-checked-at-once}") int atOnce) {
        this.pictures = new Pictures(pictureMemory);
        this.checking = new Semaphore(atOnce, true);
    }

    /**
     * Reads, types and checks an upload.
     *
     * @param uploadedName name as the browser sent it, used for the kept name only
     * @throws Refused if the file is empty, too large, of a kind that is not kept, damaged, or carries something that runs
     * @throws UncheckedIOException if the stream breaks
     */
    AcceptedFile accept(InputStream upload, @Nullable String uploadedName) {
        checking.acquireUninterruptibly();
        try {
            return checked(upload, uploadedName);
        } finally {
            checking.release();
        }
    }

    private AcceptedFile checked(InputStream upload, @Nullable String uploadedName) {
        byte[] bytes = read(upload);
        FileKind kind = kind(bytes);
        String name = FileName.clean(uploadedName, kind);
        if (kind.picture()) {
            Pictures.Picture picture = pictures.clean(bytes, kind);
            return new AcceptedFile(
                    kind, name, picture.bytes(), sha256(picture.bytes()), picture.thumbnail(), picture.takenAt());
        }
        if (kind == FileKind.PDF) {
            PdfCheck.check(bytes);
        }
        return new AcceptedFile(kind, name, bytes, sha256(bytes), null, null);
    }

    /** Returns the SHA-256 of some bytes as 64 lower-case hexadecimal digits. */
    static String sha256(byte[] bytes) {
        return DigestUtils.sha256Hex(bytes);
    }

    private static byte[] read(InputStream upload) {
        byte[] bytes;
        try {
            bytes = upload.readNBytes(MAX_BYTES + 1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (bytes.length > MAX_BYTES) {
            throw new Refused("文件超过 20 MB，请压缩或拆分后再上传");
        }
        if (bytes.length == 0) {
            throw new Refused("文件是空的，请检查后重新选择");
        }
        return bytes;
    }

    private FileKind kind(byte[] bytes) {
        String type = detect(bytes);
        return switch (type) {
            case "image/jpeg" -> FileKind.JPG;
            case "image/png" -> FileKind.PNG;
            case "application/pdf" -> FileKind.PDF;
            case "application/x-tika-msoffice" -> OldOfficeCheck.check(bytes);
            case "application/zip", "application/x-tika-ooxml" -> OfficeCheck.check(bytes);
            default -> throw new Refused(remedy(type));
        };
    }

    private String detect(byte[] bytes) {
        try (TikaInputStream stream = TikaInputStream.get(bytes)) {
            return detector.detect(stream, new Metadata()).getBaseType().toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String remedy(String type) {
        if (type.startsWith("image/hei") || type.equals("image/avif")) {
            return "苹果 HEIC 照片无法打开，请改为 JPG 后上传（设置 → 相机 → 格式 → 兼容性最佳）";
        }
        if (type.equals("image/svg+xml") || type.equals("text/html") || type.equals("application/xhtml+xml")) {
            return "网页和矢量图可能带有脚本，不能作为佐证材料，请上传照片（JPG、PNG）或 PDF";
        }
        if (type.startsWith("image/")) {
            return "这种图片格式无法打开，请改用 JPG";
        }
        if (type.startsWith("video/") || type.startsWith("audio/")) {
            return "暂不接收音视频，请上传照片（JPG、PNG）或 PDF";
        }
        if (type.contains("rar") || type.contains("7z") || type.contains("gzip") || type.contains("tar")) {
            return "压缩包不能作为佐证材料，请解压后逐个上传";
        }
        if (type.contains("rtf") || type.startsWith("text/plain")) {
            return "文本文件不能作为佐证材料，请另存为 PDF 或 Word（docx）后上传";
        }
        return "不接收这类文件，请上传照片（JPG、PNG）、PDF、Word 或 Excel";
    }
}
