package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import com.google.common.net.HttpHeaders;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.token.Client;
import java.util.List;

/**
 * Where requests come from. Immutable.
 *
 * @param trustedProxies whose word for a client's address is taken
 */
public record Clients(TrustedProxies trustedProxies) {

    public Clients {
        requireNonNull(trustedProxies, "trustedProxies");
    }

    /** Who sent a request. */
    public Client of(RequestHead head) {
        return new Client(address(head), head.header(HttpHeaders.USER_AGENT).orElse(""));
    }

    /** The address of who sent it, as RFC 5952 writes it. */
    public String address(RequestHead head) {
        return trustedProxies.isEmpty()
                ? trustedProxies.client(head.remoteAddress(), List.of(), List.of()) // without looking for headers
                : trustedProxies.client(
                        head.remoteAddress(),
                        head.headers(HttpHeaders.X_FORWARDED_FOR),
                        head.headers(HttpHeaders.FORWARDED));
    }
}
