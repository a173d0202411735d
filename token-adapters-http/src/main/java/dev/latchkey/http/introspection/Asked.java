package dev.latchkey.http.introspection;

import static java.util.Objects.requireNonNull;

import dev.latchkey.Latchkey;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.token.ApiMethod;
import java.util.Optional;

/**
 * What a service wants to know of a token beside whether it is live.
 *
 * @param method that it may call or not; empty if none is asked about, or none was found
 */
record Asked(What what, Optional<ApiMethod> method) {

    /** What it comes to. */
    enum What {
        /** Nothing more. */
        NOTHING,
        /** Whether the token may call a method of the catalog. */
        METHOD,
        /** Whether it may call an operation that anybody may call. */
        OPEN_OPERATION,
        /** Whether it may make a request that calls no operation. */
        UNKNOWN_OPERATION,
        /** Whether it may make a request of which it can't be told for certain what it calls. */
        AMBIGUOUS_PATH
    }

    private static final Asked NOTHING = new Asked(What.NOTHING, Optional.empty());

    Asked {
        requireNonNull(what, "what");
        requireNonNull(method, "method");
    }

    /**
     * What a form asks: by {@code method}, the name of one in any case, or by {@code http_method} and {@code path}, as a request has them.
     *
     * @throws OauthException if it asks in both ways or half in one, or names a method that there is not
     */
    static Asked in(OauthForm form, Latchkey latchkey, Operations operations) {
        Optional<String> name = form.find("method");
        Optional<String> httpMethod = form.find("http_method");
        Optional<String> path = form.find("path");
        if (httpMethod.isPresent() != path.isPresent()) {
            throw OauthException.invalidRequest("http_method and path ask together: give both, or none");
        }
        if (name.isPresent() && path.isPresent()) {
            throw OauthException.invalidRequest("give method, or http_method and path, and not both");
        }
        return name.map(text -> named(text, latchkey, operations))
                .or(() -> path.map(text -> called(operations.find(httpMethod.orElseThrow(), text), latchkey)))
                .orElse(NOTHING);
    }

    private static Asked named(String name, Latchkey latchkey, Operations operations) {
        Optional<Asked> open = ApiMethod.parse(name)
                .flatMap(operations::find)
                .filter(Operation::open)
                .map(operation -> new Asked(What.OPEN_OPERATION, Optional.of(operation.method())));
        return open.orElseGet(() -> inCatalog(name, latchkey));
    }

    private static Asked inCatalog(String name, Latchkey latchkey) {
        try {
            ApiMethod method = latchkey.catalog().method(name);
            return latchkey.catalog()
                    .find(method)
                    .map(entry -> new Asked(What.METHOD, Optional.of(entry.method())))
                    .orElse(NOTHING);
        } catch (IllegalArgumentException e) {
            throw OauthException.invalidRequest("method: " + e.getMessage());
        }
    }

    private static Asked called(Operations.Match match, Latchkey latchkey) {
        if (match instanceof Operations.Match.Found found) {
            Operation operation = found.operation();
            Optional<ApiMethod> method = Optional.of(operation.method());
            if (operation.open()) {
                return new Asked(What.OPEN_OPERATION, method);
            }
            return latchkey.catalog().find(operation.method()).isPresent()
                    ? new Asked(What.METHOD, method)
                    : new Asked(What.UNKNOWN_OPERATION, Optional.empty()); // the catalog has just been replaced
        }
        return switch ((Operations.Match.Missing) match) {
            case UNKNOWN -> new Asked(What.UNKNOWN_OPERATION, Optional.empty());
            case AMBIGUOUS -> new Asked(What.AMBIGUOUS_PATH, Optional.empty());
        };
    }
}
