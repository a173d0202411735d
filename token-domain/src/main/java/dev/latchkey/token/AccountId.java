package dev.latchkey.token;

/**
 * The number of an account: the platform's {@code uid}.
 *
 * @param value positive, or 0 for {@link #NOBODY}
 */
public record AccountId(int value) {

    /** No account has this number: it stands where a login turned out to belong to nobody. */
    public static final AccountId NOBODY = new AccountId(0);

    public AccountId {
        if (value < 0) {
            throw new IllegalArgumentException("value must not be negative: " + value);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
