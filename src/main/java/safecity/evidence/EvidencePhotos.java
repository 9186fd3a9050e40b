package safecity.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.springframework.stereotype.Component;

/** 整改前后照片 as a document carries them: submitted ones only, small enough that many of them still make a small file. */
@Component
public class EvidencePhotos {

    private static final int PRINTED = 1000;
    private static final float QUALITY = 0.8f;

    private final Evidence evidence;
    private final EvidenceStore store;

    EvidencePhotos(Evidence evidence, EvidenceStore store) {
        this.evidence = evidence;
        this.store = store;
    }

    /** Returns the submitted photos of an item from before and after: round by round, in each those from before first. */
    public List<EvidenceItem> of(long itemId) {
        return evidence.list(itemId).stream()
                .filter(file -> file.hasThumbnail() && file.sealed() && file.phase() != Phase.CHECK)
                .sorted(Comparator.comparingInt(EvidenceItem::round)
                        .thenComparing(EvidenceItem::phase)
                        .thenComparing(EvidenceItem::uploadedAt)
                        .thenComparingLong(EvidenceItem::id))
                .toList();
    }

    /** Returns a photo as a JPEG of at most 320 × 320 pixels, for a look on the screen. */
    public byte[] small(EvidenceItem photo) {
        return store.thumbnail(photo.sha256()).orElseThrow();
    }

    /** Returns a photo as a JPEG of at most 1000 × 1000 pixels, for print; reads the stored one without ever holding all its pixels. */
    public byte[] printed(EvidenceItem photo) {
        byte[] stored = store.read(photo.sha256());
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(stored))) {
            ImageReader reader = ImageIO.getImageReaders(input).next();
            try {
                reader.setInput(input, true, true);
                int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
                int step = Math.max(1, longer / PRINTED);
                ImageReadParam everyStep = reader.getDefaultReadParam();
                everyStep.setSourceSubsampling(step, step, 0, 0);
                return jpeg(reader.read(0, everyStep));
            } finally {
                reader.dispose();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Photo %s cannot be drawn".formatted(photo.sha256()), unreadable);
        }
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        BufferedImage onWhite = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = onWhite.createGraphics();
        pen.drawImage(image, 0, 0, Color.WHITE, null);
        pen.dispose();
        double scale = Math.min(1, (double) PRINTED / Math.max(image.getWidth(), image.getHeight()));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Thumbnails.of(onWhite)
                .scale(scale)
                .outputFormat("jpg")
                .outputQuality(QUALITY)
                .toOutputStream(output);
        return output.toByteArray();
    }
}
