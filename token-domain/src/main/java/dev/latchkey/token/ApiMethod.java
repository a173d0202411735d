package dev.latchkey.token;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a call invokes and so what a permission names: {@code environment.control.StopEnv}, {@code orders.read}. A name has 1 to
 * 8 parts of the characters {@code A-Z a-z 0-9 _ -}, separated by dots, and at most 200 characters. Two methods are equal if their
 * names differ in nothing but case; {@link #toString()} returns the spelling that a method was made with.
 */
public final class ApiMethod implements Comparable<ApiMethod> {

    private static final int MAX_LENGTH = 200;
    private static final int LONGEST_SHOWN = 30;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+){0,7}");

    private final String name;
    private final String key;

    private ApiMethod(String name) {
        this.name = name;
        this.key = name.toLowerCase(Locale.ROOT);
    }

    /** The method of this name, or empty if {@code name} is not one. */
    public static Optional<ApiMethod> parse(String name) {
        return name.length() <= MAX_LENGTH && NAME.matcher(name).matches()
                ? Optional.of(new ApiMethod(name))
                : Optional.empty();
    }

    /**
     * The method of this name, as a program spells it.
     *
     * @throws IllegalArgumentException if {@link #parse} returns empty for it
     */
    public static ApiMethod of(String name) {
        return parse(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "name must be 1 to 8 parts of A-Z a-z 0-9 _ -, separated by dots: " + shown(name)));
    }

    /** A name in a message. A long one without a dot may be a token's value, given in place of a name, and is not shown. */
    static String shown(String name) {
        return name.length() <= LONGEST_SHOWN || name.contains(".") ? name : "one of " + name.length() + " characters";
    }

    @Override
    public int compareTo(ApiMethod other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof ApiMethod that && key.equals(that.key));
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Its name in the spelling that it was made with: {@code environment.control.StopEnv}. */
    @Override
    public String toString() {
        return name;
    }
}
