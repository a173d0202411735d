package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;

/**
 * All that a server offers at its addresses. Immutable; a server can be given another one while it runs.
 *
 * @param registry the methods of the wire protocol
 * @param pages what it has for browsers, as {@code Documentation.of(registry)}; {@link Pages#NONE} if it has nothing for them
 * @param resources what it has beside them, for each audience
 */
public record Site(MethodRegistry registry, Pages pages, ImmutableMap<Audience, Resources> resources) {

    /** For whom a server listens at an address. */
    public enum Audience {
        /** Everybody: methods, pages and resources. */
        EVERYBODY,
        /** Gateways and services alone: resources and nothing else. */
        SERVICES,
        /** Those who run the server: resources and nothing else. */
        OPERATORS
    }

    public Site {
        requireNonNull(registry, "registry");
        requireNonNull(pages, "pages");
        requireNonNull(resources, "resources");
    }

    /** A site without resources. */
    public static Site of(MethodRegistry registry, Pages pages) {
        return new Site(registry, pages, ImmutableMap.of());
    }

    /**
     * Makes sure that a Latchkey goes by the catalog of this.
     *
     * @throws IllegalArgumentException if it goes by another
     */
    public void requireCatalogOf(Latchkey latchkey) {
        if (latchkey.catalog() != registry.catalog()) {
            throw new IllegalArgumentException("latchkey must be built with the catalog of the registry");
        }
    }

    /** What it has for an audience beside methods and pages. */
    public Resources resources(Audience audience) {
        return resources.getOrDefault(audience, Resources.NONE);
    }
}
