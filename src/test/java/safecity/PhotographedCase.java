package safecity;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.evidence.EvidenceChanges;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.item.CurrentStep;

/** Cases whose people photograph. */
public abstract class PhotographedCase extends CaseTest {

    private static final AtomicInteger PHOTOS = new AtomicInteger();

    @Autowired
    protected EvidenceChanges evidenceChanges;

    @Autowired
    protected People people;

    /** Uploads a photo unlike all others in the task. */
    protected void photograph(CurrentStep step, String login, Phase phase) {
        try {
            var bytes = new ByteArrayOutputStream();
            int width = 16 + PHOTOS.getAndIncrement();
            ImageIO.write(new BufferedImage(width, 16, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
            evidenceChanges.add(
                    step.taskId(),
                    phase,
                    new ByteArrayInputStream(bytes.toByteArray()),
                    "照片.jpg",
                    people.require(login));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
