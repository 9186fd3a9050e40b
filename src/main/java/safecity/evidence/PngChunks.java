package safecity.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import safecity.engine.Refused;

/** Keeps of a PNG only what draws the picture: texts and profiles in it may unpack to gigabytes before a single pixel is read. */
final class PngChunks {

    private static final int SIGNATURE = 8;
    private static final int FRAME = 12; // length, type and checksum, 4 bytes each
    private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PngChunks() {}

    /**
     * Returns the PNG with its essential chunks only.
     *
     * @throws Refused if a chunk goes past the end of the file
     */
    static byte[] essential(byte[] png) {
        var kept = new ByteArrayOutputStream(png.length);
        kept.write(png, 0, Math.min(SIGNATURE, png.length));
        for (int at = SIGNATURE; at + FRAME <= png.length; ) {
            long length = ByteBuffer.wrap(png, at, 4).getInt() & 0xFFFFFFFFL;
            if (at + FRAME + length > png.length) {
                break;
            }
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            int whole = FRAME + (int) length;
            if (ESSENTIAL.contains(type)) {
                kept.write(png, at, whole);
            }
            if (type.equals("IEND")) {
                return kept.toByteArray();
            }
            at += whole;
        }
        throw new Refused("图片不完整，请重新拍摄或另存为 JPG 后上传");
    }
}
