package dev.latchkey.demo.tracking;

import dev.latchkey.http.ResultCode;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * A change to an environment, or an attempt at one.
 *
 * @param method what was called
 * @param by who called it
 * @param end what came of it; absent while it goes on, and for good where the server was killed meanwhile
 */
public record Action(int id, String environment, ApiMethod method, Caller by, Instant startedAt, Optional<End> end) {

    /**
     * The end of an action.
     *
     * @param code {@link ResultCode#number()} of the answer
     * @param error the answer's; empty where it succeeded
     */
    public record End(Instant at, int code, String error) {}
}
