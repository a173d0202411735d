package dev.latchkey.account;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.TokenFingerprint;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * A code that stands once in the place of the app's, for somebody who has lost the app: 120 random bits as 24 characters of Base32 (RFC 4648,
 * 6). With 112 bits or more a plain hash is enough to be kept of it (OWASP ASVS 5.0, 6.5.2). It has no {@code equals}, and its {@code toString} is redacted.
 */
public final class RecoveryCode implements SecondFactorCode {

    /** How many an account gets at once. */
    public static final int COUNT = 10;

    private static final int BYTES = 15;
    private static final int LENGTH = 24;
    private static final int GROUP = 4;

    private final String characters;

    private RecoveryCode(String characters) {
        this.characters = characters;
    }

    /** A new code. */
    public static RecoveryCode generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new RecoveryCode(BaseEncoding.base32().encode(bytes));
    }

    /** The code that {@code text} is, in any case, white space and hyphens taken away. */
    public static Outcome<RecoveryCode> parse(String text) {
        String characters = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return characters.length() == LENGTH && BaseEncoding.base32().canDecode(characters)
                ? Outcome.done(new RecoveryCode(characters))
                : Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "give the " + LENGTH + " characters of a recovery code: letters and the digits 2 to 7");
    }

    /** The code itself, in groups of four characters; to be shown to its owner once. */
    public String reveal() {
        return String.join("-", Splitter.fixedLength(GROUP).split(characters));
    }

    /** What is kept of it. */
    public TokenFingerprint fingerprint() {
        return TokenFingerprint.ofBytes(Hashing.sha256()
                .hashString(characters, StandardCharsets.US_ASCII)
                .asBytes());
    }

    @Override
    public String toString() {
        return "RecoveryCode[redacted]";
    }
}
