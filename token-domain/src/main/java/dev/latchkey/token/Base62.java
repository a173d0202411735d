package dev.latchkey.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Base62 in ASCII: {@code 0-9A-Za-z}, in this order. */
final class Base62 {

    static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final byte[] VALUES = values();
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long CASE_BITS = 0x20 * EACH;

    private Base62() {}

    static boolean isDigit(int character) {
        return character >= 0 && character < VALUES.length && VALUES[character] >= 0;
    }

    /** The number that digits from {@code start} to the end are, the most significant first. */
    static long number(byte[] digits, int start) {
        long number = 0;
        for (int i = start; i < digits.length; i++) {
            number = number * DIGITS.length() + VALUES[digits[i]];
        }
        return number;
    }

    /** Whether all bytes from {@code start} to the end are digits; there must be eight or more. */
    static boolean areDigits(byte[] bytes, int start) {
        boolean all = eightAreDigits((long) EIGHT_BYTES.get(bytes, bytes.length - Long.BYTES));
        for (int i = start; i < bytes.length - Long.BYTES; i += Long.BYTES) {
            all &= eightAreDigits((long) EIGHT_BYTES.get(bytes, i));
        }
        return all;
    }

    /** A sum with what a bound lacks to 0x80 sets the high bit of each byte that is not below the bound. */
    private static boolean eightAreDigits(long bytes) {
        long letters = bytes | CASE_BITS;
        long decimal = (bytes + (0x80 - '0') * EACH) & ~(bytes + (0x80 - '9' - 1) * EACH);
        long alphabetic = (letters + (0x80 - 'a') * EACH) & ~(letters + (0x80 - 'z' - 1) * EACH);
        return ((decimal | alphabetic) & ~bytes & HIGH_BITS) == HIGH_BITS;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = (byte) i;
        }
        return values;
    }
}
