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

    /** The resource at a path, matched as it is; empty if there is none. */
    public Optional<Resource> find(String path) {
        return pattern(path).map(byPath::get);
    }

    /** The path under which the resource is that {@link #find} finds, perhaps with an asterisk; empty if there is none. */
    public Optional<String> pattern(String path) {
        if (byPath.containsKey(path)) {
            return Optional.of(path);
        }
        for (String pattern : byPath.keySet()) {
            if (pattern.endsWith("/*") && path.startsWith(pattern.substring(0, pattern.length() - 1))) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }
}
