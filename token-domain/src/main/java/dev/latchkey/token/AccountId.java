package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

/**
 * Whose tokens they are: an id of the platform's own, as text. Latchkey compares it and keeps it, and reads nothing in it.
 *
 * @param value 1 to {@value #MAX_LENGTH} printable ASCII characters (0x20 to 0x7E), without a space at either end: a UUID, a
 *     number, a name
 */
public record AccountId(String value) {

    public static final int MAX_LENGTH = 64;

    /** @throws IllegalArgumentException if {@code value} is empty, longer, or has other characters */
    public AccountId {
        requireNonNull(value, "value");
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (value.isEmpty() || value.length() > MAX_LENGTH || !printable || !value.equals(value.strip())) {
            throw new IllegalArgumentException("value must be 1 to " + MAX_LENGTH
                    + " printable ASCII characters, without a space at either end: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
