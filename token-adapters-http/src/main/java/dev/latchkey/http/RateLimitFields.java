package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.Quota;
import java.time.Duration;

/** The fields RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers), by which a token's holder sees how many calls are left. */
public final class RateLimitFields {

    private RateLimitFields() {}

    /** The fields of a quota. */
    public static ImmutableList<HttpReply.Header> of(Quota quota) {
        return ImmutableList.of(
                new HttpReply.Header(
                        "RateLimit-Policy", "\"token-min\";q=" + quota.limit() + ";w=" + Quota.WINDOW.toSeconds()),
                new HttpReply.Header(
                        "RateLimit", "\"token-min\";r=" + quota.remaining() + ";t=" + seconds(quota.untilMore())));
    }

    /** A time in whole seconds, rounded up, as the field Retry-After has it too (RFC 9110, 10.2.3). */
    public static String seconds(Duration time) {
        return Long.toString(time.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
