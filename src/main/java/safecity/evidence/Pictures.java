package safecity.evidence;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import safecity.engine.Refused;

/** Draws uploaded pictures anew, upright and without metadata, so that nothing but what can be seen is kept of them. */
final class Pictures {

    /** Pixels of one picture. */
    static final long MAX_PIXELS = 60_000_000L;

    /** Bytes of one picture after it was drawn anew. */
    static final int MAX_STORED_BYTES = 30 * 1024 * 1024;

    private static final int MAX_SCANS = 200;
    private static final int BITS_IF_UNKNOWN = 32;
    private static final int THUMBNAIL = 320;
    private static final float QUALITY = 0.9f;
    private static final TimeZone CHINA = TimeZone.getTimeZone("Asia/Shanghai");

    private final long memory;

    /**
     * Draws pictures within some memory.
     *
     * @param memory bytes that one picture may take while it is decoded and turned
     */
    Pictures(DataSize memory) {
        this.memory = memory.toBytes();
    }

    /** The picture as stored, its thumbnail, and when the camera says it was taken (Asia/Shanghai where it names no zone). */
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(byte[] bytes, byte[] thumbnail, @Nullable Instant takenAt) {}

    /**
     * Returns a JPEG or PNG drawn anew.
     *
     * @throws Refused if it has too many pixels or takes too much memory, which is read from its header before anything is decoded, or cannot be decoded
     */
    Picture clean(byte[] uploaded, FileKind kind) {
        Metadata metadata = kind == FileKind.JPG ? exif(uploaded) : new Metadata();
        byte[] bytes = kind == FileKind.PNG ? PngChunks.essential(uploaded) : uploaded;
        if (kind == FileKind.JPG) {
            refuseManyScans(bytes);
        }
        try {
            BufferedImage image = upright(decode(bytes, kind), orientation(metadata));
            return new Picture(encode(image, kind), thumbnail(image), takenAt(metadata));
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof Refused refused) {
                throw refused;
            }
            throw new Refused("图片无法打开，可能已损坏或采用了印刷色彩，请另存为普通 JPG 后上传");
        } catch (OutOfMemoryError full) {
            throw new Refused("服务器内存不足，暂时打不开这么大的图片，请缩小后上传，或稍后再试");
        }
    }

    private BufferedImage decode(byte[] bytes, FileKind kind) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(kind.ending()).next();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MAX_PIXELS) {
                throw new Refused("图片有 %d×%d 像素，超过 6000 万像素，请缩小后上传".formatted(reader.getWidth(0), reader.getHeight(0)));
            }
            refuseMemory(reader, pixels);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    /** A picture with colours as the camera wrote them, or one that lies, is held twice while it is drawn anew. */
    private void refuseMemory(ImageReader reader, long pixels) throws IOException {
        @Nullable ImageTypeSpecifier type = reader.getRawImageType(0);
        int bits = type == null ? BITS_IF_UNKNOWN : type.getColorModel().getPixelSize();
        int copied = bits > BITS_IF_UNKNOWN ? BITS_IF_UNKNOWN : bits;
        if (pixels * (bits + copied) / 8 > memory) {
            throw new Refused("图片有 %d×%d 像素，每像素 %d 位，打开需要的内存过多，请另存为普通 JPG 或缩小后上传"
                    .formatted(reader.getWidth(0), reader.getHeight(0), bits));
        }
    }

    /** Turns a picture as its EXIF orientation asks, and its colours into those that every screen knows. */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        int width = image.getWidth();
        int height = image.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
        boolean screenColours = image.getColorModel().getColorSpace().isCS_sRGB();
        if (turn.isIdentity() && (screenColours || image.getColorModel().getNumColorComponents() == 1)) {
            return image;
        }
        boolean lying = orientation >= 5 && orientation <= 8;
        boolean alpha = image.getColorModel().hasAlpha();
        BufferedImage turned = new BufferedImage(
                lying ? height : width,
                lying ? width : height,
                alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = turned.createGraphics();
        pen.drawImage(image, turn, null);
        pen.dispose();
        return turned;
    }

    private static byte[] encode(BufferedImage image, FileKind kind) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(kind.ending()).next();
        BoundedOutput output = new BoundedOutput(MAX_STORED_BYTES, "图片过大，请另存为 JPG 或缩小后上传");
        try (var stream = new MemoryCacheImageOutputStream(output)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (kind == FileKind.JPG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return output.toByteArray();
    }

    private static byte[] thumbnail(BufferedImage image) throws IOException {
        boolean large = image.getWidth() > THUMBNAIL || image.getHeight() > THUMBNAIL;
        BufferedImage small =
                large ? Thumbnails.of(image).size(THUMBNAIL, THUMBNAIL).asBufferedImage() : image;
        BufferedImage onWhite = new BufferedImage(small.getWidth(), small.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = onWhite.createGraphics();
        pen.drawImage(small, 0, 0, Color.WHITE, null);
        pen.dispose();
        return encode(onWhite, FileKind.JPG);
    }

    /** In a JPEG the byte 0xFF stands before markers only, so these two bytes are a scan; thousands of them are made to burn time. */
    private static void refuseManyScans(byte[] bytes) {
        int scans = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == 0xDA && ++scans > MAX_SCANS) {
                throw new Refused("图片结构异常，请另存为普通 JPG 后上传");
            }
        }
    }

    private static Metadata exif(byte[] bytes) {
        try {
            return JpegMetadataReader.readMetadata(new ByteArrayInputStream(bytes), List.of(new ExifReader()));
        } catch (JpegProcessingException | IOException | RuntimeException unreadable) {
            return new Metadata();
        }
    }

    private static int orientation(Metadata metadata) {
        ExifIFD0Directory camera = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer orientation = camera == null ? null : camera.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return orientation == null ? 1 : orientation;
    }

    private static @Nullable Instant takenAt(Metadata metadata) {
        ExifSubIFDDirectory shot = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        Date taken = shot == null ? null : shot.getDateOriginal(CHINA);
        return taken == null ? null : taken.toInstant();
    }
}
