package dev.latchkey.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;

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
    private final Optional<Page> otherwise;

    /** @param byPath each path with a leading slash; matched as it is */
    public Pages(Map<String, Page> byPath) {
        this(byPath, Optional.empty());
    }

    private Pages(Map<String, Page> byPath, Optional<Page> otherwise) {
        this.byPath = ImmutableMap.copyOf(byPath);
        this.otherwise = otherwise;
    }

    /** Returns these pages, with {@code page} for people at any path that has none; it is sent with the status 404. */
    public Pages otherwise(Page page) {
        return new Pages(byPath, Optional.of(page));
    }

    /**
     * These and others. The page for people at a path that has none is that of these, or else that of the others.
     *
     * @throws IllegalArgumentException if both have a page at one path
     */
    public Pages and(Pages others) {
        return new Pages(
                ImmutableMap.<String, Page>builder()
                        .putAll(byPath)
                        .putAll(others.byPath)
                        .buildOrThrow(),
                otherwise.or(() -> others.otherwise));
    }

    /** The page for people at a path that has none; empty if they get the JSON that programs get. */
    public Optional<Page> otherwise() {
        return otherwise;
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
    public Page at(String path) {
        Page page = byPath.get(path);
        if (page == null) {
            throw new IllegalArgumentException("path has no page: " + path);
        }
        return page;
    }

    /** Whether there is something at {@code path} that a request by this method of HTTP loads. */
    public boolean has(String path, String method) {
        return (method.equals("GET") || method.equals("HEAD")) && byPath.containsKey(path);
    }
}
