package dev.latchkey.http.introspection;

import dev.latchkey.http.HttpReply;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.DenialReason;
import io.vertx.core.json.JsonObject;

/** Errors as RFC 9457 tells them. They have no types of their own, so that the title is the status's. */
final class ProblemReplies {

    private ProblemReplies() {}

    static HttpReply of(int status, String detail) {
        return HttpReply.of(
                status,
                "application/problem+json",
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", title(status))
                        .put("status", status)
                        .put("detail", detail)
                        .toBuffer());
    }

    /** With the challenge that there has to be (RFC 9110, 15.5.2; RFC 6750, 3). */
    static HttpReply unauthorized(DenialReason reason, String detail) {
        return of(401, detail).with(OauthReplies.CHALLENGE, new Authorization.Denied(reason, "").challenge());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
