package dev.latchkey.http.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server says of its health. Those who ask while a check runs get the answer of that check, so that it costs one thread and one check
 * at a time, however many ask. Safe for use by many threads.
 */
final class Health {

    private static final Logger LOGGER = LoggerFactory.getLogger(Health.class);

    private final WorkerExecutor thread;
    private final BooleanSupplier healthy;
    private final AtomicReference<@Nullable Future<Boolean>> running = new AtomicReference<>();

    Health(Vertx vertx, BooleanSupplier healthy) {
        this.thread = vertx.createSharedWorkerExecutor("latchkey-health", 1);
        this.healthy = healthy;
    }

    /** A database that is out of reach is told by the answer; anybody may ask, as often as they like. */
    private static void log(Throwable e) {
        if (e instanceof Error) {
            LOGGER.error("the server's health could not be checked", e);
        } else {
            LOGGER.debug("the server's health could not be checked", e);
        }
    }

    /** Whether the server is healthy; false if that cannot be told. */
    Future<Boolean> check() {
        Promise<Boolean> mine = Promise.promise();
        Future<Boolean> others = running.compareAndExchange(null, mine.future());
        if (others != null) {
            return others;
        }
        thread.executeBlocking(healthy::getAsBoolean, false)
                .onFailure(Health::log)
                .otherwise(false)
                .onComplete(done -> {
                    running.set(null);
                    mine.handle(done);
                });
        return mine.future();
    }
}
