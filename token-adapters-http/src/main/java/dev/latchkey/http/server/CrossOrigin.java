package dev.latchkey.http.server;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The origins of other sites whose pages may call the methods and read the answers (Fetch Standard, 3.2, "CORS protocol"). They
 * call with a token or session that they have: cookies do not count for them. Immutable.
 */
public final class CrossOrigin {

    /** No other origin. */
    public static final CrossOrigin NONE = new CrossOrigin(ImmutableSet.of());

    private static final ImmutableMap<String, String> VARY = ImmutableMap.of("Vary", "Origin");
    private static final int MAX_PORT = 65_535;

    private final ImmutableSet<String> origins;

    private CrossOrigin(ImmutableSet<String> origins) {
        this.origins = origins;
    }

    /**
     * These origins, each as browsers write it: {@code https://app.example}, {@code http://localhost:3000}.
     *
     * @throws IllegalArgumentException if one is none; the message names it and says what is wrong with it
     */
    public static CrossOrigin of(List<String> origins) {
        return new CrossOrigin(
                origins.stream().map(text -> origin(text.strip())).collect(ImmutableSet.toImmutableSet()));
    }

    /** Whether there are none. */
    boolean isNone() {
        return origins.isEmpty();
    }

    /**
     * Whether a request asks, before a page's call, whether it may be made. Nothing does where there are no other origins: OPTIONS
     * is answered as any unknown method is.
     *
     * @param origin the header Origin
     * @param requestedMethod the header Access-Control-Request-Method
     */
    boolean isPreflight(String method, Optional<String> origin, Optional<String> requestedMethod) {
        return !origins.isEmpty() && method.equals("OPTIONS") && origin.isPresent() && requestedMethod.isPresent();
    }

    /** The headers of the answer to that, which has the status 204 and no body. An origin that may not call gets no leave. */
    ImmutableMap<String, String> preflightHeaders(Optional<String> origin) {
        ImmutableMap<String, String> headers = headers(origin);
        if (!allows(origin)) {
            return headers;
        }
        return ImmutableMap.<String, String>builder()
                .putAll(headers)
                .put("Access-Control-Allow-Methods", "GET, POST, HEAD")
                .put("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Requested-With")
                .put("Access-Control-Max-Age", "7200") // the most that browsers take
                .buildOrThrow();
    }

    /**
     * The headers that every answer of a method carries beside its own, errors included. Vary is there whoever asks, so that no
     * cache gives one origin's answer to another.
     */
    ImmutableMap<String, String> headers(Optional<String> origin) {
        if (origins.isEmpty()) {
            return ImmutableMap.of();
        }
        return allows(origin)
                ? ImmutableMap.of(
                        "Vary", "Origin",
                        "Access-Control-Allow-Origin", origin.orElseThrow(),
                        "Access-Control-Expose-Headers", "Retry-After, WWW-Authenticate")
                : VARY;
    }

    private boolean allows(Optional<String> origin) {
        return origin.filter(origins::contains).isPresent();
    }

    /** As browsers write it (HTML Standard, "serialization of an origin"): in lower case, without the scheme's own port. */
    private static String origin(String text) {
        URI uri = uri(text);
        if (uri.getScheme() == null || uri.getHost() == null || uri.getPort() > MAX_PORT || uri.getPort() == 0) {
            throw wrong(text, "give scheme and host, and perhaps a port");
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong(text, "leave the user out");
        }
        if (!uri.getRawPath().isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(text, "an origin ends behind host and port, without a slash");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean ownPort = uri.getPort() < 0 || uri.getPort() == defaultPort(scheme);
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (ownPort ? "" : ":" + uri.getPort());
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text, "give one like https://app.example");
        }
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException("\"" + text + "\" is no origin, " + what);
    }

    @Override
    public String toString() {
        return "CrossOrigin" + origins;
    }
}
