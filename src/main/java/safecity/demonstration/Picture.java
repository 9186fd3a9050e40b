package safecity.demonstration;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Drawn stand-ins for photos: a sketched site, grey before and green after. No two are alike. */
final class Picture {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private Picture() {}

    static InputStream before(long seed) {
        return draw(seed, new Color(0x8C8C8C), new Color(0xCF1322));
    }

    static InputStream after(long seed) {
        return draw(seed + 1, new Color(0xD9F7BE), new Color(0x389E0D));
    }

    private static InputStream draw(long seed, Color ground, Color mark) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xE6F4FF));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(ground);
        pen.fillRect(0, HEIGHT / 2, WIDTH, HEIGHT / 2);
        for (int house = 0; house < 6; house++) {
            int height = 80 + random.nextInt(180);
            pen.setColor(new Color(140 + random.nextInt(80), 140 + random.nextInt(80), 150 + random.nextInt(80)));
            pen.fillRect(house * 135 + random.nextInt(30), HEIGHT / 2 - height, 100, height);
        }
        pen.setColor(mark);
        pen.setStroke(new BasicStroke(14));
        pen.drawOval(280 + random.nextInt(120), 330 + random.nextInt(60), 160, 120);
        pen.dispose();
        try (ByteArrayOutputStream jpeg = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpg", jpeg);
            return new ByteArrayInputStream(jpeg.toByteArray());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
