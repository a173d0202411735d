package dev.latchkey.token;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a platform's token values look: a prefix, {@value #RANDOM_LENGTH} random Base62 characters and the CRC-32
 * (ISO 3309) of all before it in {@value #CHECKSUM_LENGTH} Base62 digits, most significant first. A secret scanner
 * finds such a value by the prefix, and a mistyped one is told from a token without asking the store.
 *
 * <p>Base62 here is {@code 0-9A-Za-z}, in this order.
 */
public final class TokenFormat {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** The digit that an ASCII character is, or -1. */
    private static final byte[] DIGITS = digits();

    /** Latchkey's own prefix for tokens: {@code lkp_}. */
    public static final TokenFormat TOKEN = of("lkp_");

    /** Latchkey's own prefix for sessions: {@code lks_}. */
    public static final TokenFormat SESSION = of("lks_");

    static final int RANDOM_LENGTH = 30;
    static final int CHECKSUM_LENGTH = 6;

    private static final int MAX_PREFIX_LENGTH = 20;
    static final int MAX_LENGTH = MAX_PREFIX_LENGTH + RANDOM_LENGTH + CHECKSUM_LENGTH;

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
        boolean wellFormed = prefix.chars().allMatch(c -> c == '_' || digit((char) c) >= 0);
        if (prefix.isEmpty() || prefix.length() > MAX_PREFIX_LENGTH || !wellFormed) {
            throw new IllegalArgumentException("prefix must be 1 to 20 characters of 0-9A-Za-z_: " + prefix);
        }
        return new TokenFormat(prefix);
    }

    public String prefix() {
        return prefix;
    }

    /** A new value with 178 bits from {@code random}. */
    public TokenValue generate(SecureRandom random) {
        StringBuilder text = new StringBuilder(length()).append(prefix);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new TokenValue(text.append(checksum(text, text.length())).toString());
    }

    /** The value that {@code text} is, or nothing where prefix, length, alphabet or checksum say that it is none. */
    public Optional<TokenValue> parse(String text) {
        if (text.length() != length() || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        for (int i = prefix.length(); i < text.length(); i++) {
            if (digit(text.charAt(i)) < 0) {
                return Optional.empty();
            }
        }
        return isIntact(text) ? Optional.of(new TokenValue(text)) : Optional.empty();
    }

    /** Whether {@code text} claims to be of this format, be it intact or not. */
    public boolean claims(String text) {
        return text.startsWith(prefix);
    }

    private int length() {
        return prefix.length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
    }

    /** The checksum of the first {@code length} characters of {@code text}. */
    private static String checksum(CharSequence text, int length) {
        long rest = Digests.crc32(text.toString(), length);
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }

    /** Whether the last characters of {@code text} are the checksum of those before. */
    private static boolean isIntact(String text) {
        int length = text.length() - CHECKSUM_LENGTH;
        long checksum = 0;
        for (int i = length; i < text.length(); i++) {
            checksum = checksum * BASE62.length() + digit(text.charAt(i));
        }
        return checksum == Digests.crc32(text, length);
    }

    private static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < BASE62.length(); i++) {
            digits[BASE62.charAt(i)] = (byte) i;
        }
        return digits;
    }
}
