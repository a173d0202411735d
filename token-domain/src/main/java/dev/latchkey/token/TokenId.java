package dev.latchkey.token;

/**
 * The number of a token, unique among the tokens of one store and never given twice.
 *
 * @param value positive for every token that there is
 */
public record TokenId(int value) implements Comparable<TokenId> {

    @Override
    public int compareTo(TokenId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
