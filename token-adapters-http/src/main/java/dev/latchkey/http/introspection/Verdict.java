package dev.latchkey.http.introspection;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.ApiMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a live token may make the call that a service asks about.
 *
 * @param method that would be called; empty if that was not found
 * @param reason why not, in a word; empty if it may
 * @param retryAfter when it may again; zero if waiting is of no use
 */
record Verdict(Optional<ApiMethod> method, String reason, Duration retryAfter) {

    Verdict {
        requireNonNull(method, "method");
        requireNonNull(reason, "reason");
        requireNonNull(retryAfter, "retryAfter");
    }

    static Verdict permitted(Optional<ApiMethod> method) {
        return new Verdict(method, "", Duration.ZERO);
    }

    static Verdict refused(Optional<ApiMethod> method, String reason) {
        return new Verdict(method, reason, Duration.ZERO);
    }

    /** Puts it into an answer. */
    void putInto(JsonObject answer) {
        method.ifPresent(name -> answer.put("latchkey_method", name.toString()));
        answer.put("latchkey_permitted", reason.isEmpty());
        if (!reason.isEmpty()) {
            answer.put("latchkey_reason", reason);
        }
        if (!retryAfter.isZero()) {
            answer.put(
                    "latchkey_retry_after",
                    retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
        }
    }
}
