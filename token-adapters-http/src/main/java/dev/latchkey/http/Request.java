package dev.latchkey.http;

import dev.latchkey.token.Client;
import java.util.Optional;

/**
 * A call as it arrived, before anyone looked at whether it may be made.
 *
 * @param authorization the header of that name
 * @param cookie the session that a browser keeps, where it counts: see {@link BrowserSession}
 * @param origin scheme and authority by which the server was addressed: {@code https://host:port}
 */
record Request(
        PlatformMethod method,
        Parameters parameters,
        Optional<Upload> upload,
        Optional<String> authorization,
        Optional<String> cookie,
        String origin,
        Client client) {

    @Override
    public String toString() {
        return "Request[" + method.method() + ", " + parameters + ", " + client.address() + "]";
    }
}
