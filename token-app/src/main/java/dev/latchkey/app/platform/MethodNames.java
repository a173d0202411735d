package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.ApiMethod;
import java.util.Locale;
import java.util.Optional;

/** Which names a platform's methods can have. */
final class MethodNames {

    /** What the server's own methods begin with. */
    private static final ImmutableList<String> SERVERS_OWN =
            ImmutableList.of("users.account.", "users.authentication.", "administration.", "latchkey.");

    private MethodNames() {}

    /**
     * The method of this name. Has a problem if a platform can't have it, and is empty if nothing can.
     *
     * @param advice what can be done about it
     */
    static Optional<ApiMethod> method(String name, Place place, String advice, Problems problems) {
        Optional<ApiMethod> method = ApiMethod.parse(name);
        if (method.isEmpty()) {
            problems.add(
                    place,
                    Shown.quoted(name) + " is not a method's name, which has 1 to 8 parts of A-Z a-z 0-9 _ -,"
                            + " separated by dots; " + advice);
            return method;
        }
        String lowered = name.toLowerCase(Locale.ROOT);
        SERVERS_OWN.stream()
                .filter(lowered::startsWith)
                .findFirst()
                .ifPresent(prefix -> problems.add(
                        place,
                        "the method would be named " + name + ", but names that begin with " + prefix
                                + " are the server's own; " + advice));
        return method;
    }
}
