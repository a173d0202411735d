package dev.latchkey.http.metrics;

import com.google.common.base.Ascii;
import dev.latchkey.Latchkey;
import dev.latchkey.http.bounds.Bound;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What is looked up when it is asked for, without waiting. */
final class Gauges {

    private final PrometheusRegistry registry;

    Gauges(PrometheusRegistry registry) {
        this.registry = registry;
    }

    void build(String version, String revision) {
        Info build = Info.builder()
                .name("latchkey_build_info")
                .help("Which Latchkey this is")
                .labelNames("version", "revision")
                .register(registry);
        build.setLabelValues(version, revision);
    }

    void latchkey(Latchkey latchkey) {
        gauge("latchkey_token_cache_bytes", "About how many bytes the cache of tokens takes", Unit.BYTES, () ->
                (double) latchkey.cacheBytes());
        gauge("latchkey_last_use_pending", "Tokens whose last use is noted and not written yet", () ->
                (double) latchkey.pendingLastUses());
    }

    void server(ToLongFunction<Bound> refusals, IntSupplier connections) {
        CounterWithCallback.builder()
                .name("latchkey_refusals_total")
                .help("What was refused or closed because there was too much of it, by bound")
                .labelNames("bound")
                .callback(callback -> {
                    for (Bound bound : Bound.values()) {
                        callback.call((double) refusals.applyAsLong(bound), Ascii.toLowerCase(bound.name()));
                    }
                })
                .register(registry);
        gauge("latchkey_connections", "Connections that clients have open", connections::getAsInt);
    }

    void database(BooleanSupplier up, IntSupplier waitingPasswords) {
        gauge(
                "latchkey_database_up",
                "1 if the database answered when it was last asked, else 0",
                () -> up.getAsBoolean() ? 1 : 0);
        gauge("latchkey_hashing_queue", "Passwords that wait to be hashed", waitingPasswords::getAsInt);
    }

    void node(NodeMeter node) {
        gauge("latchkey_nodes", "Servers on this database, as this one counts them once in a lease", node::nodes);
        gauge(
                "latchkey_lease_remaining_seconds",
                "For how long calls can be decided if nothing more is heard from the database",
                Unit.SECONDS,
                () -> seconds(node.leaseLeft()));
        counter("latchkey_lease_lost_total", "How often the lease ran out", node::leasesLost);
        gauge("latchkey_revision", "The revision up to which this server goes by all changes", node::revision);
        gauge(
                "latchkey_clock_offset_seconds",
                "How far the database's clock is ahead of this machine's",
                Unit.SECONDS,
                () -> seconds(node.clockOffset()));
        SummaryWithCallback.builder()
                .name("latchkey_revocation_confirm_duration_seconds")
                .help("How long changes waited for the other servers after they were committed")
                .unit(Unit.SECONDS)
                .callback(callback -> callback.call(node.waits(), seconds(node.waited()), Quantiles.EMPTY))
                .register(registry);
        counter(
                "latchkey_revocations_unconfirmed_total",
                "Changes that waited for a whole lease, as a server was out of reach",
                node::unconfirmed);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        gauge(name, help, null, value);
    }

    private void gauge(String name, String help, @Nullable Unit unit, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .unit(unit)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
