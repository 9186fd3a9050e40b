package safecity.notice;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 群机器人: a webhook of a chat group. Address and secret are credentials: they are written, never shown.
 *
 * @param id        row; 0 before it is kept
 * @param name      what the administrator calls it
 * @param secret    for the signature; null if the robot asks for none
 * @param kinds     names of the kinds of notices that it takes
 * @param active    whether notices go there
 * @param changedBy Chinese name of who changed it last
 */
record Robot(
        long id,
        String name,
        Kind kind,
        String url,
        @Nullable String secret,
        List<String> kinds,
        boolean active,
        String changedBy,
        Instant changedAt) {

    private static final int SHOWN = 4;

    /** The product that a robot belongs to; limits in bytes of UTF-8, somewhat under the documented ones. */
    enum Kind {
        WECOM("企业微信", 4000),
        DINGTALK("钉钉", 18_000),
        FEISHU("飞书", 18_000);

        private final String label;
        private final int longest;

        Kind(String label, int longest) {
            this.label = label;
            this.longest = longest;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }

        /** Bytes that the text of one message may have. */
        int longest() {
            return longest;
        }
    }

    /** Says where it is without giving the address away: its host and the last characters. */
    public String masked() {
        return "%s …%s".formatted(URI.create(url).getHost(), url.substring(Math.max(0, url.length() - SHOWN)));
    }

    @Override
    public String toString() {
        return "%s %d".formatted(kind, id);
    }
}
