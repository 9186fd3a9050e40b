package safecity.identity;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** 动态口令: six digits that change every 30 seconds (RFC 6238 with HMAC-SHA-1, which every authenticator app understands). */
final class Totp {

    static final int DIGITS = 6;

    private static final int SECONDS_PER_STEP = 30;
    private static final int SECRET_BYTES = 20;
    private static final int STEPS_APART = 1;
    private static final String ISSUER = "创安督办";

    private Totp() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** Returns the number of the step that a moment lies in. */
    static long stepAt(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_PER_STEP);
    }

    /** Returns the code of a step, with leading zeros. */
    static String code(byte[] secret, long step, int digits) {
        byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xF;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return ("%0" + digits + "d").formatted(number % (long) Math.pow(10, digits));
    }

    /** Returns the step, at most one away from the moment's, whose code this is; empty if it is none of these. */
    static OptionalLong stepOf(byte[] secret, String code, Instant moment) {
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = stepAt(moment) - STEPS_APART; step <= stepAt(moment) + STEPS_APART; step++) {
            if (MessageDigest.isEqual(given, code(secret, step, DIGITS).getBytes(StandardCharsets.UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** Returns what an authenticator app reads from the square. */
    static String uri(String login, byte[] secret) {
        String issuer = URLEncoder.encode(ISSUER, StandardCharsets.UTF_8);
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&digits=%d&period=%d"
                .formatted(issuer, login, base32(secret), issuer, DIGITS, SECONDS_PER_STEP);
    }

    /** Returns a secret as people type it; its length in bits must be a multiple of five. */
    static String base32(byte[] secret) {
        return new Base32().encodeToString(secret);
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
