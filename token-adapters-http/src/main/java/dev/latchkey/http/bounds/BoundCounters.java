package dev.latchkey.http.bounds;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** How often each bound refused something since the server started. Safe for use by many threads. */
public final class BoundCounters {

    private final ImmutableMap<Bound, LongAdder> refusals =
            Maps.toMap(Arrays.asList(Bound.values()), bound -> new LongAdder());

    /** Counts a refusal. */
    public void refused(Bound bound) {
        counter(bound).increment();
    }

    /** How often {@code bound} refused something. */
    public long refusals(Bound bound) {
        return counter(bound).sum();
    }

    private LongAdder counter(Bound bound) {
        return requireNonNull(refusals.get(bound));
    }
}
