package dev.latchkey.http.gateway;

import dev.latchkey.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** What gateways prove by that they are ours: a text that they send in the header {@value #HEADER}. Immutable. */
public final class GatewaySecret {

    /** The header that has it. */
    public static final String HEADER = "X-Latchkey-Gateway";

    private static final int SHORTEST = 16;

    private final byte[] text;

    private GatewaySecret(byte[] text) {
        this.text = text;
    }

    /**
     * The secret that {@code text} is.
     *
     * @throws IllegalArgumentException if it has fewer than 16 characters, or others than visible ones of ASCII; the message does not show it
     */
    public static GatewaySecret of(String text) {
        if (text.length() < SHORTEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "must be at least " + SHORTEST + " visible characters of ASCII, without spaces");
        }
        return new GatewaySecret(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a request has it, once. The time that this takes tells nothing of it but its length. */
    boolean isIn(RequestHead head) {
        List<String> given = head.headers(HEADER);
        return given.size() == 1 && MessageDigest.isEqual(text, given.get(0).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "GatewaySecret[redacted]";
    }
}
