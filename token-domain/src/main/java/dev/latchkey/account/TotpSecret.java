package dev.latchkey.account;

import com.google.common.io.BaseEncoding;
import com.google.common.net.UrlEscapers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an account shares with its owner's authenticator app: from it both compute the one-time codes of RFC 6238 (TOTP), with
 * what every app knows: HMAC-SHA-1, six digits, a new one every {@value #STEP_SECONDS} seconds. It has no {@code equals},
 * and its {@code toString} is redacted.
 */
public final class TotpSecret {

    static final int STEP_SECONDS = 30;

    /** RFC 6238, 5.2: as long as the hash; RFC 4226, 4 (R6) asks for 16 bytes at least. */
    static final int LENGTH = 20;

    /** RFC 6238, 5.2 and 6: how many steps a clock may be ahead or behind. */
    private static final int DRIFT = 1;

    private static final String ALGORITHM = "HmacSHA1";

    private final byte[] key;

    private TotpSecret(byte[] key) {
        this.key = key;
    }

    /** A new secret with 160 bits from {@code random}. */
    public static TotpSecret generate(SecureRandom random) {
        byte[] key = new byte[LENGTH];
        random.nextBytes(key);
        return new TotpSecret(key);
    }

    /**
     * The secret that {@link #toBytes()} gave.
     *
     * @throws IllegalArgumentException if {@code bytes} are not {@value #LENGTH}
     */
    public static TotpSecret ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("bytes must be " + LENGTH + ": " + bytes.length);
        }
        return new TotpSecret(bytes.clone());
    }

    /** The secret itself, to be stored. */
    public byte[] toBytes() {
        return key.clone();
    }

    /** The secret itself in Base32 (RFC 4648, 6), as it is typed into an app; to be shown to its owner and to nobody else. */
    public String reveal() {
        return BaseEncoding.base32().omitPadding().encode(key);
    }

    /**
     * The secret itself as the {@code otpauth} URI that apps take from a QR code.
     *
     * @param issuer what the app is to call the platform
     */
    public String revealUri(String issuer, EmailAddress account) {
        String escapedIssuer = escape(issuer);
        return "otpauth://totp/" + escapedIssuer + ":" + escape(account.text()) + "?secret=" + reveal() + "&issuer="
                + escapedIssuer + "&algorithm=SHA1&digits=" + TotpCode.LENGTH + "&period=" + STEP_SECONDS;
    }

    private static String escape(String text) {
        return UrlEscapers.urlFormParameterEscaper().escape(text).replace("+", "%20");
    }

    /** The code of the step that {@code instant} lies in, as an app shows it then. */
    public String codeAt(Instant instant) {
        return code(step(instant));
    }

    /** The latest step in reach of {@code now} of which {@code code} is the code; nothing where it is wrong. */
    OptionalLong stepOf(TotpCode code, Instant now) {
        long current = step(now);
        OptionalLong found = OptionalLong.empty();
        for (long step = current - DRIFT; step <= current + DRIFT; step++) {
            if (code.matches(code(step))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** RFC 6238, 4.2, with T0 = 0. */
    static long step(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
    }

    /** RFC 4226, 5.3. */
    String code(long counter) {
        byte[] hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        int offset = hash[hash.length - 1] & 0xf;
        int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%0" + TotpCode.LENGTH + "d", truncated % 1_000_000);
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "TotpSecret[redacted]";
    }
}
