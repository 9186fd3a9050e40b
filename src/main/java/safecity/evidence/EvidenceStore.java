package safecity.evidence;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the bytes of evidence under their SHA-256. The same bytes are kept once, however many files they are. */
public interface EvidenceStore {

    /**
     * Keeps bytes, in the caller's transaction where the store has part in it; does nothing if they are kept already.
     *
     * @param sha256    of {@code bytes}, 64 lower-case hexadecimal digits
     * @param thumbnail JPEG; null unless a picture
     */
    void keep(String sha256, String mediaType, byte[] bytes, byte @Nullable [] thumbnail);

    /**
     * Returns kept bytes after checking them against their hash.
     *
     * @throws NoSuchElementException if there are none
     * @throws DamagedEvidence if they no longer have the hash
     */
    byte[] read(String sha256);

    /** Returns the thumbnail; empty unless a picture. */
    Optional<byte[]> thumbnail(String sha256);

    /** Drops bytes that no file refers to any more; does nothing while one does. */
    void forget(String sha256);

    /** Returns the hashes whose bytes were changed since they were kept. Reads everything: for quiet hours. */
    List<String> damaged();
}
