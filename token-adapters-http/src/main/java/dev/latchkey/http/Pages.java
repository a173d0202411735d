package dev.latchkey.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;

/**
 * What a server has for browsers, by path. Nothing of it is secret or anyone's own: that comes through the methods.
 */
public final class Pages {

    /** Nothing for browsers. */
    public static final Pages NONE = new Pages(Map.of());

    /** All from here, nothing inline, in nobody's frame (CSP Level 3). */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ImmutableMap<String, Page> byPath;

    /** @param byPath each path with a leading slash; matched as it is */
    public Pages(Map<String, Page> byPath) {
        this.byPath = ImmutableMap.copyOf(byPath);
    }

    /**
     * These and others.
     *
     * @throws IllegalArgumentException if both have a page at one path
     */
    public Pages and(Pages others) {
        return new Pages(ImmutableMap.<String, Page>builder()
                .putAll(byPath)
                .putAll(others.byPath)
                .buildOrThrow());
    }

    /** Every page by its path, for a web framework of the caller's own to serve. Each goes with its {@link #headers}. */
    public ImmutableMap<String, Page> byPath() {
        return byPath;
    }

    /**
     * What goes with every page, by the names of the headers: among them a strict policy for its content, the type, and the ETag, by
     * which a browser asks whether it has the page already. Sent with {@code Content-Encoding: gzip} where {@link Page#gzip} is.
     */
    public static ImmutableMap<String, String> headers(Page page) {
        return ImmutableMap.of(
                "Content-Type", page.contentType(),
                "Cache-Control", "no-cache",
                "ETag", page.etag(),
                "Vary", "Accept-Encoding",
                "Content-Security-Policy", CONTENT_SECURITY_POLICY,
                "Cross-Origin-Opener-Policy", "same-origin",
                "Referrer-Policy", "no-referrer",
                "X-Content-Type-Options", "nosniff");
    }

    ImmutableSet<String> paths() {
        return byPath.keySet();
    }

    /**
     * What is at {@code path}.
     *
     * @throws IllegalArgumentException if there is nothing
     */
    Page at(String path) {
        Page page = byPath.get(path);
        if (page == null) {
            throw new IllegalArgumentException("path has no page: " + path);
        }
        return page;
    }

    /** Whether there is something at {@code path} that a request by this method of HTTP loads. */
    boolean has(String path, String method) {
        return (method.equals("GET") || method.equals("HEAD")) && byPath.containsKey(path);
    }
}
