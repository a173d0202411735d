package dev.latchkey.http;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/** The resources of a server, by their paths. Immutable. */
public final class Resources {

    /** None. */
    public static final Resources NONE = new Resources(ImmutableMap.of());

    private final ImmutableMap<String, Resource> byPath;

    private Resources(ImmutableMap<String, Resource> byPath) {
        this.byPath = byPath;
    }

    /**
     * The resources at these paths.
     *
     * @param byPath each path with a leading slash; one that ends with a slash and an asterisk stands for all that begin so
     */
    public static Resources of(Map<String, ? extends Resource> byPath) {
        return new Resources(ImmutableMap.copyOf(byPath));
    }

    /**
     * These and others.
     *
     * @throws IllegalArgumentException if both have one at a path
     */
    public Resources and(Resources others) {
        return new Resources(ImmutableMap.<String, Resource>builder()
                .putAll(byPath)
                .putAll(others.byPath)
                .buildOrThrow());
    }

    /** The resource at a path, which is matched as it is, with the path under which it stands here; empty if there is none. */
    public Optional<Map.Entry<String, Resource>> find(String path) {
        Resource exact = byPath.get(path);
        if (exact != null) {
            return Optional.of(Map.entry(path, exact));
        }
        for (Map.Entry<String, Resource> entry : byPath.entrySet()) {
            String pattern = entry.getKey();
            if (pattern.endsWith("/*") && path.startsWith(pattern.substring(0, pattern.length() - 1))) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
