package dev.latchkey.http.gateway;

import dev.latchkey.http.RequestHead;
import java.util.List;
import java.util.Optional;

/**
 * How a gateway says which request it asks about. Each kind believes its own headers alone: most gateways pass on whatever headers their
 * client sent, and one that believed others too would let the client choose what is checked.
 */
public enum GatewayKind {
    /** By {@code X-Original-Method} and {@code X-Original-URI}, as nginx is configured to. */
    ORIGINAL("/gateway/original", "X-Original-Method and X-Original-URI") {
        @Override
        Optional<Asked> asked(RequestHead head, String target) {
            return byHeaders(head, "X-Original-Method", "X-Original-URI");
        }

        /** To nginx, a status but 2xx, 401 and 403 is an error of the gateway's own. */
        @Override
        int tooManyCalls() {
            return 403;
        }
    },
    /** By {@code X-Forwarded-Method} and {@code X-Forwarded-Uri}, as Traefik, Caddy and APISIX do. */
    FORWARDED("/gateway/forwarded", "X-Forwarded-Method and X-Forwarded-Uri") {
        @Override
        Optional<Asked> asked(RequestHead head, String target) {
            return byHeaders(head, "X-Forwarded-Method", "X-Forwarded-Uri");
        }
    },
    /** By the request's own method, and its own path behind the address of the gateway, as Envoy does. */
    ENVOY("/gateway/envoy/*", "its own method, and its path behind /gateway/envoy") {
        @Override
        Optional<Asked> asked(RequestHead head, String target) {
            String prefix = "/gateway/envoy";
            return target.startsWith(prefix + "/")
                    ? Optional.of(new Asked(head.method(), target.substring(prefix.length())))
                    : Optional.empty();
        }
    };

    private final String path;
    private final String needs;

    GatewayKind(String path, String needs) {
        this.path = path;
        this.needs = needs;
    }

    /**
     * The request that a gateway asks about.
     *
     * @param target its path and perhaps a query, as they came over the wire; it may hold a secret
     */
    record Asked(String httpMethod, String target) {

        @Override
        public String toString() {
            return "Asked[" + httpMethod + "]";
        }
    }

    /** The address at which such a gateway asks, in the form of {@link dev.latchkey.http.Resources#of}. */
    public String path() {
        return path;
    }

    /** By what a request says which one it is about, for people. */
    String needs() {
        return needs;
    }

    /**
     * The request that is asked about; empty if it does not say that exactly once.
     *
     * @param target the path and perhaps a query of the gateway's own request, as they came over the wire
     */
    abstract Optional<Asked> asked(RequestHead head, String target);

    /** The status for a token that made too many calls. */
    int tooManyCalls() {
        return 429;
    }

    private static Optional<Asked> byHeaders(RequestHead head, String method, String target) {
        List<String> methods = head.headers(method);
        List<String> targets = head.headers(target);
        return methods.size() == 1 && targets.size() == 1
                ? Optional.of(new Asked(methods.get(0), targets.get(0)))
                : Optional.empty();
    }
}
