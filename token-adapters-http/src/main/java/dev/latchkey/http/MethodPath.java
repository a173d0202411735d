package dev.latchkey.http;

import dev.latchkey.token.ApiMethod;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of API methods: {@code environment.control.StopEnv} is at {@code /1.0/environment/control/rest/stopenv}. */
final class MethodPath {

    private static final Pattern PATH =
            Pattern.compile("(?:/1\\.0)?/([^/]+(?:/[^/]+)*)/rest/([^/]+)", Pattern.CASE_INSENSITIVE);

    private MethodPath() {}

    /** The address of a method, in lower case. */
    static String of(ApiMethod method) {
        String name = method.toString().toLowerCase(Locale.ROOT);
        int last = name.lastIndexOf('.');
        String services = last < 0 ? "" : name.substring(0, last).replace('.', '/') + "/";
        return "/1.0/" + services + "rest/" + name.substring(last + 1);
    }

    /** The name of the method at an address, with or without the version in front; any other text as it is. */
    static String name(String text) {
        Matcher matcher = PATH.matcher(text);
        return matcher.matches() ? matcher.group(1).replace('/', '.') + "." + matcher.group(2) : text;
    }
}
