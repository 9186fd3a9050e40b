package safecity.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of an item, without its bytes.
 *
 * @param round        round of the item, from 1
 * @param sha256       of the stored bytes, 64 hexadecimal digits
 * @param fileName     as cleaned at upload; text for people, never a path
 * @param size         stored bytes
 * @param takenAt      capture time that the camera wrote; null if it wrote none
 * @param taskId       task it was uploaded in
 * @param uploadedBy   login
 * @param uploaderName what people call the uploader
 * @param unit         unit code of the uploader; null if the uploader has none
 * @param unitName     short name of that unit
 * @param submittedAt  when it was sealed; null while the uploading unit may still delete it
 * @param hasThumbnail true for pictures
 * @param elsewhere    how many other items hold the same bytes: a hint to whoever checks, no verdict
 * @param pair         the photo from before that this one from after belongs to; null if nobody said so
 */
public record EvidenceItem(
        long id,
        long itemId,
        int round,
        Phase phase,
        String sha256,
        String mediaType,
        String fileName,
        long size,
        @Nullable Instant takenAt,
        String taskId,
        String uploadedBy,
        String uploaderName,
        @Nullable String unit,
        @Nullable String unitName,
        Instant uploadedAt,
        @Nullable Instant submittedAt,
        boolean hasThumbnail,
        int elsewhere,
        @Nullable Long pair) {

    /** Tells whether the file was submitted and can no longer be deleted. */
    public boolean sealed() {
        return submittedAt != null;
    }
}
