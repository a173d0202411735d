package dev.latchkey.token;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a call invokes and so what a permission names: {@code environment.control.StopEnv}. Two are equal when they are
 * spelled alike but for case; {@link #toString()} gives the spelling it was made with.
 */
public final class ApiMethod implements Comparable<ApiMethod> {

    private static final int MAX_LENGTH = 200;
    private static final String SEGMENT = "([A-Za-z][A-Za-z0-9_]*)";
    private static final Pattern NAME = Pattern.compile(SEGMENT + "\\." + SEGMENT + "\\." + SEGMENT);
    private static final Pattern PATH =
            Pattern.compile("(?:/1\\.0)?/" + SEGMENT + "/" + SEGMENT + "/rest/" + SEGMENT, Pattern.CASE_INSENSITIVE);

    private final String name;
    private final String key;

    private ApiMethod(String group, String service, String method) {
        this.name = group + "." + service + "." + method;
        this.key = name.toLowerCase(Locale.ROOT);
    }

    /**
     * The method that {@code text} names: by its name ({@code environment.control.StopEnv}), by the alias
     * {@code env.control.StopEnv}, or by its path ({@code /1.0/environment/control/rest/stopenv}, also without
     * {@code /1.0}); in any case. Nothing where it is none of these or has more than {@value #MAX_LENGTH} characters.
     */
    public static Optional<ApiMethod> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = (text.startsWith("/") ? PATH : NAME).matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String group = matcher.group(1);
        String fullGroup = group.equalsIgnoreCase("env") ? "environment" : group;
        return Optional.of(new ApiMethod(fullGroup, matcher.group(2), matcher.group(3)));
    }

    /**
     * The method of this name, as a program spells it.
     *
     * @throws IllegalArgumentException if {@link #parse} finds none in it
     */
    public static ApiMethod of(String name) {
        return parse(name).orElseThrow(() -> new IllegalArgumentException("name is no API method: " + name));
    }

    /** Its path in lower case: {@code /1.0/environment/control/rest/stopenv}. */
    public String path() {
        int method = key.lastIndexOf('.');
        return "/1.0/" + key.substring(0, method).replace('.', '/') + "/rest/" + key.substring(method + 1);
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

    /** Its name in the spelling it was made with: {@code environment.control.StopEnv}. */
    @Override
    public String toString() {
        return name;
    }
}
