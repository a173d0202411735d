package dev.latchkey.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a platform's token values look: a prefix, {@value #RANDOM_LENGTH} random Base62 characters and the CRC-32
 * (ISO 3309) of all before it in {@value #CHECKSUM_LENGTH} Base62 digits, most significant first. A secret scanner
 * finds such a value by the prefix, and a mistyped one is told from a token without asking the store.
 *
 * <p>Base62 here is {@code 0-9A-Za-z}, in this order.
 */
public final class TokenFormat {

    /** Latchkey's own prefix for tokens: {@code lkp_}. */
    public static final TokenFormat TOKEN = of("lkp_");

    /** Latchkey's own prefix for sessions: {@code lks_}. */
    public static final TokenFormat SESSION = of("lks_");

    static final int RANDOM_LENGTH = 30;
    static final int CHECKSUM_LENGTH = 6;

    private static final int MAX_PREFIX_LENGTH = 20;

    private final String prefix;

    private TokenFormat(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The format with this prefix.
     *
     * @param prefix 1 to 20 characters of {@code 0-9A-Za-z_}
     * @throws IllegalArgumentException if it has none, more or others
     */
    public static TokenFormat of(String prefix) {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("prefix must be 1 to 20 characters of 0-9A-Za-z_: " + prefix);
        }
        return new TokenFormat(prefix);
    }

    private static boolean isPrefix(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_PREFIX_LENGTH
                && text.chars().allMatch(c -> c == '_' || Base62.isDigit(c));
    }

    /** The value that {@code text} is, of whatever prefix; empty if it is not one. */
    public static Optional<TokenValue> parseAny(String text) {
        int length = text.length() - RANDOM_LENGTH - CHECKSUM_LENGTH;
        String prefix = text.substring(0, Math.max(0, length));
        return isPrefix(prefix) ? new TokenFormat(prefix).parse(text) : Optional.empty();
    }

    public String prefix() {
        return prefix;
    }

    /** A new value with 178 bits from {@code random}. */
    public TokenValue generate(SecureRandom random) {
        StringBuilder text = new StringBuilder(length()).append(prefix);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(Base62.DIGITS.charAt(random.nextInt(Base62.DIGITS.length())));
        }
        byte[] before = bytes(text.toString());
        return new TokenValue(bytes(text + checksum(Digests.crc32(before, before.length))));
    }

    /** The value that {@code text} is, or empty if prefix, length, alphabet or checksum say that it is not one. */
    public Optional<TokenValue> parse(String text) {
        return Optional.ofNullable(wellFormed(text)).map(TokenValue::new);
    }

    /** The fingerprint of the value that {@code text} is, made without the value; null if it is not a value of this format. */
    public @Nullable TokenFingerprint fingerprintOf(String text) {
        byte[] ascii = wellFormed(text);
        return ascii == null ? null : Digests.fingerprint(ascii);
    }

    private byte @Nullable [] wellFormed(String text) {
        if (text.length() != length() || !text.startsWith(prefix)) {
            return null;
        }
        byte[] bytes = bytes(text);
        return Base62.areDigits(bytes, prefix.length()) && isIntact(bytes) ? bytes : null;
    }

    /** What is not of Latin-1 becomes a question mark, which is in no value. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether {@code text} claims to be of this format, intact or not. */
    public boolean claims(String text) {
        return text.startsWith(prefix);
    }

    private int length() {
        return prefix.length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
    }

    private static String checksum(long crc32) {
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc32;
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = Base62.DIGITS.charAt((int) (rest % Base62.DIGITS.length()));
            rest /= Base62.DIGITS.length();
        }
        return new String(digits);
    }

    /** Whether the last bytes are the checksum of those before. */
    private static boolean isIntact(byte[] ascii) {
        int checksum = ascii.length - CHECKSUM_LENGTH;
        return Base62.number(ascii, checksum) == Digests.crc32(ascii, checksum);
    }
}
