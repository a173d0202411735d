package dev.latchkey.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of its health. Those who ask while a check runs get the answer of that check, so that it costs one thread and one check
 * at a time, however many ask. Safe for use by many threads.
 */
final class Health {

    private final WorkerExecutor thread;
    private final BooleanSupplier healthy;
    private final AtomicReference<@Nullable Future<Boolean>> running = new AtomicReference<>();

    Health(Vertx vertx, BooleanSupplier healthy) {
        this.thread = vertx.createSharedWorkerExecutor("latchkey-health", 1);
        this.healthy = healthy;
    }

    /** Whether the server is healthy; false if that cannot be told. */
    Future<Boolean> check() {
        Promise<Boolean> mine = Promise.promise();
        Future<Boolean> others = running.compareAndExchange(null, mine.future());
        if (others != null) {
            return others;
        }
        thread.executeBlocking(healthy::getAsBoolean, false).otherwise(false).onComplete(done -> {
            running.set(null);
            mine.handle(done);
        });
        return mine.future();
    }
}
