package dev.latchkey.http.metrics;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.latchkey.http.Permission;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.Permissions.Kind;
import dev.latchkey.http.Permissions.Via;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.EnumSet;
import java.util.function.Function;

/**
 * Counts and times decisions about calls. It is told of each call: every series is there from the start, and found in an array, so that
 * counting makes no objects.
 */
final class Decisions implements Permissions.Observer {

    private static final double SECONDS = 1e-9;

    /** A cached token is decided in some microseconds, and one that the database is asked for in some ten to hundred. */
    private static final double[] BUCKETS = {
        0.000001, 0.0000025, 0.000005, 0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
        0.025, 0.05, 0.1, 0.25, 0.5, 1
    };

    private final ImmutableMap<Via, ImmutableMap<Kind, ImmutableMap<Outcome, CounterDataPoint>>> decisions;
    private final DistributionDataPoint cached;
    private final DistributionDataPoint asked;
    private final CounterDataPoint hits;
    private final CounterDataPoint misses;

    Decisions(PrometheusRegistry registry) {
        Counter counter = Counter.builder()
                .name("latchkey_authorizations_total")
                .help("Questions whether a call may be made, by what came of them")
                .labelNames("outcome", "credential", "via")
                .withoutExemplars()
                .register(registry);
        decisions = forEach(
                Via.class,
                via -> forEach(
                        Kind.class,
                        kind -> forEach(
                                Outcome.class,
                                outcome -> counter.labelValues(outcome.label(), label(kind), label(via)))));
        Histogram durations = Histogram.builder()
                .name("latchkey_authorization_duration_seconds")
                .help("How long decisions about tokens and sessions took, by whether nothing had to be waited for")
                .unit(Unit.SECONDS)
                .labelNames("cached")
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .withoutExemplars()
                .register(registry);
        cached = durations.labelValues("true");
        asked = durations.labelValues("false");
        hits = counter(registry, "latchkey_token_cache_hits_total", "Tokens that were decided on from the cache");
        misses = counter(registry, "latchkey_token_cache_misses_total", "Tokens that the database was asked for");
    }

    private static CounterDataPoint counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).withoutExemplars().register(registry);
    }

    private static <K extends Enum<K>, V> ImmutableMap<K, V> forEach(Class<K> keys, Function<K, V> value) {
        return Maps.immutableEnumMap(Maps.asMap(EnumSet.allOf(keys), value::apply));
    }

    private CounterDataPoint counter(Via via, Kind kind, Outcome outcome) {
        ImmutableMap<Outcome, CounterDataPoint> ofKind =
                requireNonNull(requireNonNull(decisions.get(via)).get(kind));
        return requireNonNull(ofKind.get(outcome));
    }

    private static String label(Kind kind) {
        return Ascii.toLowerCase(kind.name());
    }

    private static String label(Via via) {
        return switch (via) {
            case API -> "api";
            case GATEWAY -> "gateway";
            case INTROSPECTION -> "introspect";
        };
    }

    @Override
    public void decided(Via via, Kind kind, Permission permission, boolean atOnce, long nanos) {
        Outcome outcome = Outcome.of(permission);
        counter(via, kind, outcome).inc();
        if (kind == Kind.NONE || outcome == Outcome.MALFORMED) {
            return; // nothing was looked up
        }
        (atOnce ? cached : asked).observe(nanos * SECONDS);
        if (kind == Kind.TOKEN) {
            (atOnce ? hits : misses).inc();
        }
    }

    @Override
    public void undecided(Via via, Kind kind) {
        counter(via, kind, Outcome.UNDECIDED).inc();
    }
}
