package dev.latchkey.http.server;

import dev.latchkey.http.Site.Audience;
import io.vertx.core.net.KeyCertOptions;
import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param host a name or address of this machine
 * @param port 0 for one that is free
 * @param certificate the key and certificate for TLS, with HTTP/2 and HTTP/1.1; absent for HTTP without TLS
 * @param audience for whom
 */
public record Endpoint(String host, int port, Optional<KeyCertOptions> certificate, Audience audience) {

    /** For everybody, without TLS. */
    public static Endpoint http(String host, int port) {
        return new Endpoint(host, port, Optional.empty(), Audience.EVERYBODY);
    }

    /** For everybody, with TLS. */
    public static Endpoint https(String host, int port, KeyCertOptions certificate) {
        return new Endpoint(host, port, Optional.of(certificate), Audience.EVERYBODY);
    }

    /** The same for another audience. */
    public Endpoint of(Audience other) {
        return new Endpoint(host, port, certificate, other);
    }

    /** The same at another port. */
    public Endpoint at(int other) {
        return new Endpoint(host, other, certificate, audience);
    }

    /** The address, without the key. */
    @Override
    public String toString() {
        String authority = host.contains(":") ? "[" + host + "]" : host; // IPv6: RFC 3986, 3.2.2
        return (certificate.isPresent() ? "https://" : "http://") + authority + ":" + port;
    }
}
