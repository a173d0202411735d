package dev.latchkey.http.gateway;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.HttpReply.Header;
import dev.latchkey.http.Permission;
import dev.latchkey.http.RateLimitFields;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Caller;
import dev.latchkey.token.DenialReason;
import java.util.Optional;

/**
 * What gateways are answered: a status and headers, and never a body, as some gateways drop the connection to a server that sends one. Each
 * answer that allows a request has all headers that tell who makes it, as some gateways pass on what the client sent in place of one that is missing.
 */
final class GatewayReplies {

    private static final String ACCOUNT = "X-Latchkey-Account";
    private static final String TOKEN = "X-Latchkey-Token";
    private static final String METHOD = "X-Latchkey-Method";
    private static final String REQUIRED = "X-Latchkey-Required-Method";
    private static final String REASON = "X-Latchkey-Reason";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String RETRY = "Retry-After";

    /** In place of what there is not. */
    private static final String NONE = "-";

    private GatewayReplies() {}

    /** A request that anybody may make. */
    static HttpReply allowed(String method) {
        return allowed(NONE, NONE, method);
    }

    private static HttpReply allowed(String account, String token, String method) {
        return HttpReply.of(
                200,
                ImmutableList.of(new Header(ACCOUNT, account), new Header(TOKEN, token), new Header(METHOD, method)));
    }

    /**
     * What was decided.
     *
     * @param method that was asked for
     * @param tooManyCalls the status for a token that made too many calls
     */
    static HttpReply of(Permission permission, String method, int tooManyCalls) {
        if (permission instanceof Permission.Granted granted) {
            return allowed(granted, method);
        }
        Permission.Denied denied = (Permission.Denied) permission;
        return switch (denied.reason()) {
            case MISSING, MALFORMED, UNKNOWN, EXPIRED, SUSPENDED, OWNER_DISABLED, CODE_NEEDED ->
                refused(401, "unauthenticated").with(CHALLENGE, challenge(denied.reason(), method));
            case METHOD_NOT_GRANTED ->
                refused(403, "not-permitted")
                        .with(CHALLENGE, challenge(denied.reason(), method))
                        .with(REQUIRED, method);
            case RATE_LIMITED -> tooMany(denied, tooManyCalls);
        };
    }

    private static HttpReply allowed(Permission.Granted granted, String method) {
        Caller caller = granted.caller();
        String token = caller.token().map(Object::toString).orElse(NONE);
        HttpReply allowed = allowed(caller.account().toString(), token, method);
        return granted.quota()
                .map(quota -> allowed.with(RateLimitFields.of(quota)))
                .orElse(allowed);
    }

    private static HttpReply tooMany(Permission.Denied denied, int status) {
        HttpReply reply = refused(status, "rate-limited");
        return denied.quota()
                .map(quota -> reply.with(RETRY, RateLimitFields.seconds(quota.untilMore()))
                        .with(RateLimitFields.of(quota)))
                .orElse(reply);
    }

    private static String challenge(DenialReason reason, String method) {
        return new Authorization.Denied(reason, method, Optional.empty()).challenge();
    }

    /** A request that brings several credentials (RFC 6750, 2 and 3.1; with 401, as gateways take 400 for an error of ours). */
    static HttpReply severalCredentials() {
        return refused(401, "several-credentials")
                .with(
                        CHALLENGE,
                        "Bearer realm=\"latchkey\", error=\"invalid_request\", error_description=\"several credentials\"");
    }

    /** A request that must not be made, whoever makes it. */
    static HttpReply forbidden(String reason) {
        return refused(403, reason);
    }

    /** One who asks without the secret. */
    static HttpReply notOurs() {
        return forbidden("gateway-secret");
    }

    /** A gateway that does not say what it asks about. */
    static HttpReply misconfigured() {
        return refused(500, "gateway-misconfigured");
    }

    /** What can't be decided now. */
    static HttpReply unavailable() {
        return refused(503, "unavailable").with(RETRY, "1");
    }

    private static HttpReply refused(int status, String reason) {
        return HttpReply.of(status, ImmutableList.of(new Header(REASON, reason)));
    }
}
