package dev.latchkey.http;

import com.google.common.base.Strings;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells names of parameters that are misspelt from those that mean something else. Case, underscores and hyphens do not count. A
 * misspelt name differs from a known one by one letter that is too much, missing, wrong, or swapped with the next (the
 * Damerau–Levenshtein distance, "optimal string alignment"), or begins with more than half of its letters: {@code expiry} for
 * {@code expiresAt}.
 */
public final class Misspelling {

    /** Shorter names are too near to others that clients send: {@code uid}, {@code fid} to {@code id}. */
    private static final int SHORTEST = 5;

    private Misspelling() {}

    /**
     * The name that was probably meant by {@code given}, or nothing if it is one of {@code known}, in any case, or is like none.
     */
    public static Optional<String> meant(String given, Collection<String> known) {
        if (known.stream().anyMatch(given::equalsIgnoreCase)) {
            return Optional.empty();
        }
        String letters = letters(given);
        return known.stream().filter(name -> isLike(letters, letters(name))).findFirst();
    }

    private static boolean isLike(String given, String known) {
        return given.equals(known)
                || (known.length() >= SHORTEST && (isOneEditAway(given, known) || beginsLike(given, known)));
    }

    private static boolean beginsLike(String given, String known) {
        return 2 * Strings.commonPrefix(given, known).length() > known.length();
    }

    private static String letters(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isOneEditAway(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int i = 0;
        while (i < Math.min(one.length(), other.length()) && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return restIsSame(one, i + 1, other, i + 1) // another letter
                || restIsSame(one, i + 1, other, i) // one too many
                || restIsSame(one, i, other, i + 1) // one missing
                || (areSwapped(one, other, i) && restIsSame(one, i + 2, other, i + 2));
    }

    private static boolean areSwapped(String one, String other, int i) {
        return i + 1 < one.length()
                && i + 1 < other.length()
                && one.charAt(i) == other.charAt(i + 1)
                && one.charAt(i + 1) == other.charAt(i);
    }

    private static boolean restIsSame(String one, int from, String other, int otherFrom) {
        return from <= one.length()
                && otherFrom <= other.length()
                && one.length() - from == other.length() - otherFrom
                && one.startsWith(other.substring(otherFrom), from);
    }
}
