package safecity.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/** Photos to upload, each one different from all others. */
final class Photos {

    private Photos() {}

    /** Makes a JPEG of the name in the folder. */
    static Path take(Path folder, String name, Color colour) {
        BufferedImage image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        RandomGenerator random = RandomGenerator.getDefault();
        for (int stroke = 0; stroke < 40; stroke++) {
            pen.setColor(new Color(random.nextInt(0x1000000)));
            pen.fillRect(random.nextInt(1200), random.nextInt(900), 80, 20);
        }
        pen.dispose();
        try {
            Path photo = Files.createDirectories(folder).resolve(name);
            ImageIO.write(image, "jpg", photo.toFile());
            return photo;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
