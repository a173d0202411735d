package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;

/**
 * What a token may invoke, as it is stored. {@link ApiMethodCatalog} says what it comes to on a platform: a template
 * follows the platform, a custom set never grows.
 */
public sealed interface ApiMethodSet {

    /**
     * The methods of the platform's template of this name.
     *
     * @param template the template's name as the platform spells it
     */
    record OfTemplate(String template) implements ApiMethodSet {
        public OfTemplate {
            requireNonNull(template, "template");
        }
    }

    /**
     * Exactly these methods.
     *
     * @param methods ordered by name; not empty
     */
    record Custom(ImmutableSet<ApiMethod> methods) implements ApiMethodSet {
        public Custom {
            requireNonNull(methods, "methods");
            if (methods.isEmpty()) {
                throw new IllegalArgumentException("methods must not be empty");
            }
            methods =
                    ImmutableSet.copyOf(ImmutableSortedSet.copyOf(methods)); // asked at every call: hashed, not sorted
        }
    }
}
