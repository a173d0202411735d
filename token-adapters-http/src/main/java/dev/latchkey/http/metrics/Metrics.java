package dev.latchkey.http.metrics;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.Latchkey;
import dev.latchkey.account.Passwords;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.RequestObserver;
import dev.latchkey.http.Resource;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.TokenState;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What a server tells of itself in numbers. It is made first, and the parts of the server are told to it as they come. What is told holds no
 * token, account or address. Safe for use by many threads, but for being told of parts.
 *
 * <p>It needs {@code prometheus-metrics-core}, {@code -exposition-textformats} and {@code -instrumentation-jvm} on the class path.
 */
public final class Metrics implements AutoCloseable {

    /** What a token needs that is to read the metrics where everybody can ask. */
    public static final ApiMethodCatalog.Entry READ = new ApiMethodCatalog.Entry(
            ApiMethod.of("latchkey.metrics.Read"),
            ApiMethodCatalog.Effect.READS,
            ApiMethodCatalog.Callers.TOKENS_OF_ADMINISTRATORS,
            "Reads the metrics of the server");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Gauges gauges = new Gauges(registry);
    private final Decisions decisions = new Decisions(registry);
    private final Requests requests = new Requests(registry);
    private final Changes changes = new Changes(registry);
    private final PasswordChecks passwordChecks = new PasswordChecks(registry);
    private final TokenCounts tokenCounts = new TokenCounts(registry);

    /**
     * @param version of the program
     * @param revision of its sources; empty if that is not known
     */
    public Metrics(String version, String revision) {
        gauges.build(version, revision);
        ProcessMetrics.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
    }

    /** Who counts decisions about calls. */
    public Permissions.Observer decisions() {
        return decisions;
    }

    /** Who times requests. */
    public RequestObserver requests() {
        return requests;
    }

    /** The same methods, of which those that change tokens are counted when they have done so. */
    public ImmutableList<PlatformMethod> counting(List<PlatformMethod> methods) {
        return methods.stream().map(changes::counting).collect(toImmutableList());
    }

    /** The same check of passwords, counted. */
    public Passwords counting(Passwords passwords) {
        return passwordChecks.counting(passwords);
    }

    /** Tells of the cache and of what waits to be written. */
    public void latchkey(Latchkey latchkey) {
        gauges.latchkey(latchkey);
    }

    /**
     * Tells of the server.
     *
     * @param refusals how often a bound has refused something
     * @param connections how many there are now
     */
    public void server(ToLongFunction<Bound> refusals, IntSupplier connections) {
        gauges.server(refusals, connections);
    }

    /**
     * Tells of the database. Neither may block.
     *
     * @param up whether it answered when it was last asked
     * @param waitingPasswords how many passwords wait to be hashed
     */
    public void database(BooleanSupplier up, IntSupplier waitingPasswords) {
        gauges.database(up, waitingPasswords);
    }

    /** Tells how it does as one of several servers. */
    public void node(NodeMeter node) {
        gauges.node(node);
    }

    /**
     * Tells how many tokens there are in each state. They are counted in a thread of its own, once a minute at most, and so seldom that it
     * takes a hundredth of the time.
     *
     * @param count may block
     */
    public void tokens(Supplier<? extends Map<TokenState, Long>> count) {
        tokenCounts.start(count);
    }

    /** The metrics for whoever can ask: for listeners that strangers do not reach. Beside everybody else, guard it by {@link #READ}. */
    public Resource resource() {
        return new MetricsResource(registry);
    }

    /** Ends counting tokens. */
    @Override
    public void close() {
        tokenCounts.close();
    }
}
