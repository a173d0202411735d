package dev.latchkey.http.introspection;

import com.google.common.base.CharMatcher;
import dev.latchkey.http.HttpReply;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.DenialReason;
import io.vertx.core.json.JsonObject;

/** Errors as OAuth tells them (RFC 6749, 5.2), each with a challenge if the caller has to authenticate (RFC 9110, 11.6.1). */
final class OauthReplies {

    static final String CHALLENGE = "WWW-Authenticate";
    static final String RETRY_AFTER = "Retry-After";

    /** How a service authenticates by its token as a password. */
    private static final String BASIC = "Basic realm=\"latchkey\", charset=\"UTF-8\"";

    /** What {@code error_description} may have in it. */
    private static final CharMatcher DESCRIBING = CharMatcher.inRange(' ', '~').and(CharMatcher.noneOf("\"\\"));

    private OauthReplies() {}

    /** A mistake of the caller's that is told as {@code invalid_request}. */
    static HttpReply invalidRequest(int status, String detail) {
        return error(status, "invalid_request", detail);
    }

    /** An error; of what stands in a detail, what its field may not have is replaced. */
    static HttpReply error(int status, String error, String detail) {
        return HttpReply.json(
                status,
                new JsonObject()
                        .put("error", error)
                        .put("error_description", DESCRIBING.negate().replaceFrom(detail, '?')));
    }

    /** What cannot be decided now, so that nobody takes it for an answer. */
    static HttpReply unavailable(String detail) {
        return error(503, "temporarily_unavailable", detail).with(RETRY_AFTER, "1");
    }

    /** What the server found wrong before it asked. */
    static HttpReply refused(int status, String detail) {
        return status == 503 ? unavailable(detail) : invalidRequest(status, detail);
    }

    /** The caller is nobody who may ask, or has not said who it is. */
    static HttpReply unauthenticated(DenialReason reason, String detail) {
        return error(401, "invalid_client", detail)
                .with(CHALLENGE, new Authorization.Denied(reason, "").challenge())
                .with(CHALLENGE, BASIC);
    }
}
