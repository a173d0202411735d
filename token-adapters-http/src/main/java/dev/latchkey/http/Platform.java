package dev.latchkey.http;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.token.TokenTemplate;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A platform, as a server offers it beside what manages tokens and sessions. Immutable.
 *
 * @param name what people know it by
 * @param methods its API methods, without those of {@code UserMethods}; empty if it has none
 * @param operations what of its API other servers run; tokens can be given those that are not open
 * @param templates what its tokens can be given under one name; each has to cover a method
 * @param spelling as {@link dev.latchkey.token.ApiMethodCatalog.Builder#alsoSpelled}; changes nothing if methods have one spelling
 * @param pages what it has for browsers; its paths are its own, apart from {@code /}, {@code /docs/}, {@code /dashboard/} and
 *     {@code /access-tokens/}
 * @param view the path of a module of JavaScript among {@code pages}, which shows the platform to people who have signed in; empty
 *     if there is nothing to see
 */
public record Platform(
        String name,
        ImmutableList<PlatformMethod> methods,
        Operations operations,
        ImmutableList<TokenTemplate> templates,
        UnaryOperator<String> spelling,
        Pages pages,
        Optional<String> view) {

    /** No platform: nothing but tokens, sessions and accounts. */
    public static final Platform NONE = new Platform(
            "Latchkey",
            ImmutableList.of(),
            Operations.NONE,
            ImmutableList.of(),
            UnaryOperator.identity(),
            Pages.NONE,
            Optional.empty());

    /**
     * Checks that {@code pages} has the view.
     *
     * @throws IllegalArgumentException if it has not, or {@code name} is blank
     */
    public Platform {
        requireNonNull(methods, "methods");
        requireNonNull(operations, "operations");
        requireNonNull(templates, "templates");
        requireNonNull(spelling, "spelling");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank");
        }
        view.ifPresent(pages::at);
    }

    /** A platform whose API this server runs alone. */
    public Platform(
            String name,
            ImmutableList<PlatformMethod> methods,
            ImmutableList<TokenTemplate> templates,
            UnaryOperator<String> spelling,
            Pages pages,
            Optional<String> view) {
        this(name, methods, Operations.NONE, templates, spelling, pages, view);
    }

    /** The paths of its modules of JavaScript, the view's among them, ordered. */
    public ImmutableList<String> modules() {
        return pages.paths().stream()
                .filter(path -> path.endsWith(".js"))
                .sorted()
                .collect(toImmutableList());
    }
}
