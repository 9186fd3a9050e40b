package safecity.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload that passed every check, as it will be stored.
 *
 * @param name      cleaned, with an ending that fits the kind
 * @param bytes     for pictures the re-encoded ones, without metadata; else as uploaded
 * @param sha256    of {@code bytes}
 * @param thumbnail JPEG of at most 320 × 320 pixels; null unless a picture
 * @param takenAt   capture time that the camera wrote; null if it wrote none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by sha256, never by equals
record AcceptedFile(
        FileKind kind,
        String name,
        byte[] bytes,
        String sha256,
        byte @Nullable [] thumbnail,
        @Nullable Instant takenAt) {}
