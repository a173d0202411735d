package dev.latchkey.http;

import com.google.common.collect.ImmutableMap;

/** The headers that keep what is sent out of caches, of other people's logs and of other sites' pages. */
public final class SecureHeaders {

    /** Those of answers of methods, which may hold secrets. */
    public static final ImmutableMap<String, String> OF_ANSWERS = ImmutableMap.of(
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    private SecureHeaders() {}
}
