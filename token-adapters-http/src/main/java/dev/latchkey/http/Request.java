package dev.latchkey.http;

import java.util.Optional;

/**
 * A call as it arrived, before anyone looked at whether it may be made.
 *
 * @param authorization the header of that name
 */
record Request(
        PlatformMethod method,
        Parameters parameters,
        Optional<String> authorization,
        String address,
        String userAgent) {

    @Override
    public String toString() {
        return "Request[" + method.method() + ", " + parameters + ", " + address + "]";
    }
}
