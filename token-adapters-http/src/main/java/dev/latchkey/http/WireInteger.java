package dev.latchkey.http;

import java.util.OptionalInt;

/**
 * An integer of 32 bits in decimal, as the protocol writes it: in digits of ASCII alone, perhaps behind a sign.
 * {@link Integer#parseInt} takes the digits of every script that Unicode has.
 */
public final class WireInteger {

    private WireInteger() {}

    /** The integer that {@code text} is, or nothing if it is none. */
    public static OptionalInt parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return OptionalInt.empty();
            }
        }
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
