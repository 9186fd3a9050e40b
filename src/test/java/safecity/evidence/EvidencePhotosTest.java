package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 整改前后照片 as documents carry them. */
class EvidencePhotosTest extends EvidenceCase {

    @Autowired
    private EvidencePhotos photos;

    @Test
    void are_those_that_were_submitted_before_first() {
        upload(Phase.AFTER, small(1), "后.png");
        upload(Phase.BEFORE, small(2), "前.png");
        assertThat(photos.of(item.id())).isEmpty();

        transaction.executeWithoutResult(status -> evidence.seal(item.id(), item.round()));

        assertThat(photos.of(item.id())).extracting(EvidenceItem::phase).containsExactly(Phase.BEFORE, Phase.AFTER);
    }

    @Test
    void are_drawn_small_enough_for_many_of_them() throws IOException {
        upload(Phase.AFTER, noise(2600, 1300), "大.jpg");
        transaction.executeWithoutResult(status -> evidence.seal(item.id(), item.round()));
        EvidenceItem photo = photos.of(item.id()).get(0);

        byte[] printed = photos.printed(photo);

        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(printed));
        assertThat(List.of(drawn.getWidth(), drawn.getHeight())).containsExactly(1000, 500);
        assertThat(printed.length).isLessThan(store.read(photo.sha256()).length / 4);
        assertThat(ImageIO.read(new ByteArrayInputStream(photos.small(photo))).getWidth())
                .isEqualTo(320);
    }

    private static byte[] noise(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
