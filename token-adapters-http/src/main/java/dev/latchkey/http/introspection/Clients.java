package dev.latchkey.http.introspection;

import dev.latchkey.http.RequestHead;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.token.Client;

/**
 * Where requests come from.
 *
 * @param trustedProxies whose word for an address is taken
 */
record Clients(TrustedProxies trustedProxies) {

    Client of(RequestHead head) {
        String address =
                trustedProxies.client(head.remoteAddress(), head.headers("X-Forwarded-For"), head.headers("Forwarded"));
        return new Client(address, head.header("User-Agent").orElse(""));
    }
}
