package dev.latchkey.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a request.
 *
 * @param pairs names and values, in their order
 * @param held gives back what its body holds: memory, a file, a place among those on their way; to be run once the call is done, by a
 *     worker if there is an upload
 */
public record Reading(List<Map.Entry<String, String>> pairs, Optional<Upload> upload, Runnable held) {

    /** What there is before anything was read. */
    static final Reading NOTHING = of(List.of());

    /** Returns what was read of a request that holds nothing and has no upload. */
    public static Reading of(List<Map.Entry<String, String>> pairs) {
        return new Reading(pairs, Optional.empty(), () -> {});
    }

    @Override
    public String toString() {
        return "Reading[" + pairs.size() + " pairs, " + upload + "]";
    }
}
