package dev.latchkey.account;

/**
 * The number of a session, by which its account may end it; it opens nothing.
 *
 * @param value positive for every session that there is
 */
public record SessionId(int value) {

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
