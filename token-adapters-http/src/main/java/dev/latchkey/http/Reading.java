package dev.latchkey.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a request.
 *
 * @param pairs names and values, in their order
 */
record Reading(List<Map.Entry<String, String>> pairs, Optional<Upload> upload) {

    /** What there is before anything was read. */
    static final Reading NOTHING = of(List.of());

    static Reading of(List<Map.Entry<String, String>> pairs) {
        return new Reading(pairs, Optional.empty());
    }

    @Override
    public String toString() {
        return "Reading[" + pairs.size() + " pairs, " + upload + "]";
    }
}
