package dev.latchkey.http.metrics;

import com.google.common.base.Ascii;
import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.TokenState;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many tokens there are. Counting a million takes seconds, so what is told was counted before, in a thread of its own. There is nothing to
 * tell before the first count, and after one that failed.
 */
final class TokenCounts implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(TokenCounts.class);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(60);

    /** A pause takes so many times as long as the count before it. */
    private static final int PAUSE = 100;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(TokenCounts::thread);
    private volatile ImmutableMap<TokenState, Long> counted = ImmutableMap.of();

    TokenCounts(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("latchkey_tokens")
                .help("Tokens by their state, as they were counted last")
                .labelNames("state")
                .callback(callback -> counted.forEach(
                        (state, number) -> callback.call(number.doubleValue(), Ascii.toLowerCase(state.name()))))
                .register(registry);
    }

    private static Thread thread(Runnable counting) {
        Thread thread = new Thread(counting, "latchkey-token-counts");
        thread.setDaemon(true);
        return thread;
    }

    void start(Supplier<? extends Map<TokenState, Long>> count) {
        next(() -> run(count), Duration.ZERO);
    }

    /** Counts now, and again after a pause. */
    void run(Supplier<? extends Map<TokenState, Long>> count) {
        long start = System.nanoTime();
        try {
            counted = ImmutableMap.copyOf(count.get());
        } catch (RuntimeException e) {
            counted = ImmutableMap.of();
            LOGGER.debug("the tokens could not be counted", e); // that the database is out of reach is told elsewhere
        } catch (Error e) {
            LOGGER.error("counting the tokens failed", e); // whatever leaves here ends all later counts
        }
        next(() -> run(count), pauseAfter(Duration.ofNanos(System.nanoTime() - start)));
    }

    /** How long to wait after a count that took so long. */
    static Duration pauseAfter(Duration count) {
        return Comparators.max(LEAST_PAUSE, count.multipliedBy(PAUSE));
    }

    private void next(Runnable run, Duration pause) {
        try {
            ScheduledFuture<?> unused = thread.schedule(run, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("no more counting: closed");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
