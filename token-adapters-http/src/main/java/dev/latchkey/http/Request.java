package dev.latchkey.http;

import dev.latchkey.token.Client;
import java.util.List;
import java.util.Optional;

/**
 * A call as it arrived, before anyone looked at whether it may be made.
 *
 * @param authorizations the values of the header Authorization
 * @param cookie the session that a browser keeps, where it counts: see {@link BrowserSession}
 * @param origin by what the server names itself: its public URL, or scheme and authority by which it was addressed
 */
record Request(
        PlatformMethod method,
        Parameters parameters,
        Optional<Upload> upload,
        List<String> authorizations,
        Optional<String> cookie,
        String origin,
        Client client) {

    @Override
    public String toString() {
        return "Request[" + method.method() + ", " + parameters + ", " + client.address() + "]";
    }
}
