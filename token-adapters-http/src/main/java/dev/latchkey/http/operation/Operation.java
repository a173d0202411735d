package dev.latchkey.http.operation;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.ApiMethod;
import java.net.URI;
import java.util.Optional;

/**
 * Something that a platform's own API does, and that another server runs: Latchkey only says who may call it. Immutable.
 *
 * @param method by which people and permissions name it
 * @param summary what it does, in a line for people; empty if the platform does not say
 * @param readOnly whether it only reads
 * @param open whether anybody may call it, without a token; such an operation is not in the catalog
 * @param route by which requests call it; empty if gateways do not know it, and only services ask for it by name
 * @param documentation where the platform describes it, an absolute URL of {@code http} or {@code https}; empty if it does not
 */
public record Operation(
        ApiMethod method,
        String summary,
        boolean readOnly,
        boolean open,
        Optional<Route> route,
        Optional<URI> documentation) {

    public Operation {
        requireNonNull(method, "method");
        requireNonNull(summary, "summary");
        requireNonNull(route, "route");
        documentation.ifPresent(Operation::requireWebAddress);
    }

    private static void requireWebAddress(URI documentation) {
        boolean web = "https".equalsIgnoreCase(documentation.getScheme())
                || "http".equalsIgnoreCase(documentation.getScheme());
        if (!web || documentation.getHost() == null) {
            throw new IllegalArgumentException("documentation must be a URL of http or https: " + documentation);
        }
    }
}
