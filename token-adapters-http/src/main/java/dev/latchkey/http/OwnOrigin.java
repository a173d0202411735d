package dev.latchkey.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/** The origin of a server (RFC 6454): its public URL where it has one, or else that by which a request addressed it. */
final class OwnOrigin {

    private final Optional<PublicUrl> publicUrl;

    OwnOrigin(Optional<PublicUrl> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** By what the server names itself in an answer: {@code https://host:port}. */
    String name(HttpServerRequest request) {
        return publicUrl.map(PublicUrl::origin).orElseGet(() -> addressed(request));
    }

    /** The server's own origin of which the page is that made a request; nothing where that is none of its pages. */
    Optional<String> ofPage(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN))
                .filter(origin -> publicUrl.map(PublicUrl::origin).equals(Optional.of(origin))
                        || (addressesItself(request) && addressed(request).equals(origin)));
    }

    /**
     * Whether host and port of a request are the server's own and not the public URL's, as a proxy passes them on. What came
     * through a proxy without TLS would pass for a page without TLS otherwise, which anyone on the network can forge.
     */
    private boolean addressesItself(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority != null && publicUrl.stream().noneMatch(url -> url.isAt(authority.host(), authority.port()));
    }

    private static String addressed(HttpServerRequest request) {
        return request.scheme() + "://" + request.authority();
    }
}
