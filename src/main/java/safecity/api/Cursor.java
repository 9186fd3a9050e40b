package safecity.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a reader stands, written so that nobody counts on what is in it.
 *
 * @param transaction number of the transaction of the last event; 0 for items, which have none
 * @param id          row that was handed out last
 */
record Cursor(long transaction, long id) {

    static final Cursor START = new Cursor(0, 0);

    private static final int LONGEST = 80;
    private static final Pattern WRITTEN = Pattern.compile("v1\\.(\\d{1,18})\\.(\\d{1,18})");

    /**
     * Reads a cursor that we handed out.
     *
     * @param text empty for the start
     * @throws ApiRefused if it is none of ours
     */
    static Cursor read(String text) {
        if (text.isEmpty()) {
            return START;
        }
        try {
            String plain = text.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            Matcher written = WRITTEN.matcher(plain);
            if (written.matches()) {
                return new Cursor(Long.parseLong(written.group(1)), Long.parseLong(written.group(2)));
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below.
        }
        throw ApiRefused.wrong("游标 after 不是本系统给出的，请原样带上一次答复里的 next，或去掉 after 从头读");
    }

    /** As it is handed out. */
    String written() {
        String plain = "v1.%d.%d".formatted(transaction, id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
