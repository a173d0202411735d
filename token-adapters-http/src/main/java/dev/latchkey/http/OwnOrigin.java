package dev.latchkey.http;

import com.google.common.net.HostAndPort;
import com.google.common.net.HttpHeaders;
import java.util.Optional;

/** The origin of a server (RFC 6454): its public URL if it has one, or else that by which a request addressed it. */
final class OwnOrigin {

    private final Optional<PublicUrl> publicUrl;

    OwnOrigin(Optional<PublicUrl> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** By what the server names itself in an answer: {@code https://host:port}. */
    String name(RequestHead head) {
        return publicUrl.map(PublicUrl::origin).orElseGet(() -> addressed(head));
    }

    /** The server's own origin, of which the page is that made a request; empty if it is none of its pages. */
    Optional<String> ofPage(RequestHead head) {
        return head.header(HttpHeaders.ORIGIN)
                .filter(origin -> publicUrl.map(PublicUrl::origin).equals(Optional.of(origin))
                        || (addressesItself(head) && addressed(head).equals(origin)));
    }

    /**
     * Whether host and port of a request are the server's own and not the public URL's, as a proxy passes them on. What came
     * through a proxy without TLS would pass for a page without TLS otherwise, which anyone on the network can forge.
     */
    private boolean addressesItself(RequestHead head) {
        try {
            HostAndPort authority = HostAndPort.fromString(head.authority());
            return !authority.getHost().isEmpty()
                    && publicUrl.stream()
                            .noneMatch(url -> url.isAt(authority.getHost(), authority.getPortOrDefault(-1)));
        } catch (IllegalArgumentException e) {
            return false; // no host and port
        }
    }

    private static String addressed(RequestHead head) {
        return head.scheme() + "://" + head.authority();
    }
}
