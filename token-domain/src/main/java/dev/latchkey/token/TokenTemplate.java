package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Locale;

/**
 * A named set of API methods that follows the platform: when the platform gains a method that a pattern covers, every
 * token of the template gains it.
 *
 * @param id what the wire protocol numbers it by
 * @param name what people know it by; not empty, without white space around it
 * @param patterns method names ({@code environment.control.StopEnv}), whole services or groups
 *     ({@code environment.control.*}, {@code environment.*}), or {@code *} for everything; in any case, not empty
 */
public record TokenTemplate(int id, String name, ImmutableList<String> patterns) {

    public TokenTemplate {
        requireNonNull(name, "name");
        requireNonNull(patterns, "patterns");
        if (name.isEmpty() || !name.equals(name.strip())) {
            throw new IllegalArgumentException("name must have text, and no white space around it: " + name);
        }
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("patterns of " + name + " must not be empty");
        }
    }

    /** Whether one of its patterns covers {@code method}. */
    public boolean covers(ApiMethod method) {
        return patterns.stream().anyMatch(pattern -> covers(pattern, method));
    }

    static boolean covers(String pattern, ApiMethod method) {
        String name = method.toString().toLowerCase(Locale.ROOT);
        String lowered = pattern.toLowerCase(Locale.ROOT);
        if (lowered.equals("*")) {
            return true;
        }
        return lowered.endsWith(".*")
                ? name.startsWith(lowered.substring(0, lowered.length() - 1))
                : name.equals(lowered);
    }
}
