package dev.latchkey.token;

import java.nio.charset.StandardCharsets;

/**
 * The secret itself, well-formed: what a script passes, and what is shown once when it is made. It has no {@code equals}
 * and its {@code toString} is redacted; {@link #reveal()} is the one way to its text. Made and parsed by a
 * {@link TokenFormat}.
 */
public final class TokenValue {

    /** How many of its last characters people are shown to tell their tokens apart. */
    public static final int HINT_LENGTH = 4;

    private final byte[] ascii;

    /** @param ascii its characters, which nobody changes from here on */
    TokenValue(byte[] ascii) {
        this.ascii = ascii;
    }

    /** The text of the secret, to be sent to its owner and to nothing else. */
    public String reveal() {
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }

    public TokenFingerprint fingerprint() {
        return Digests.fingerprint(ascii);
    }

    /** Its last {@value #HINT_LENGTH} characters, which are part of the checksum. */
    public String hint() {
        return reveal().substring(ascii.length - HINT_LENGTH);
    }

    @Override
    public String toString() {
        return "TokenValue[redacted]";
    }
}
