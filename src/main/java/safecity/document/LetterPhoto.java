package safecity.document;

import java.util.Base64;

/**
 * A photo of the annex.
 *
 * @param jpeg    its bytes
 * @param caption what it shows, when and by whom
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LetterPhoto(byte[] jpeg, String caption) {

    private static final String WHITE_SQUARE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=";

    static LetterPhoto example() {
        return new LetterPhoto(Base64.getDecoder().decode(WHITE_SQUARE), "例");
    }
}
