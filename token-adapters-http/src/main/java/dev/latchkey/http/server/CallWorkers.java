package dev.latchkey.http.server;

import com.google.common.collect.ConcurrentHashMultiset;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.bounds.BoundCounters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** The threads that work on calls which wait, and a bounded number of calls that wait for them. Safe for use by many threads. */
final class CallWorkers implements AutoCloseable {

    /** What those are told who find too many calls waiting. */
    static final String BUSY = "the server is busy: too many calls wait; try again";

    /** How many calls are worked on at once: more than can wait for passwords to be checked, of all kinds together. */
    private static final int THREADS = 96;

    private final WorkerExecutor executor;
    private final int most;
    private final Semaphore places;
    private final ConcurrentHashMultiset<String> ofAddress = ConcurrentHashMultiset.create();
    private final BoundCounters counters;

    /** @param waiting how many calls may wait while all threads work */
    CallWorkers(Vertx vertx, int waiting, BoundCounters counters) {
        this.executor = vertx.createSharedWorkerExecutor("latchkey-call", THREADS);
        this.most = THREADS + waiting;
        this.places = new Semaphore(most);
        this.counters = counters;
    }

    /**
     * What a call answers, or {@code busy} if too many wait. It never fails because of that.
     *
     * @param address where it comes from; half of the calls at most come from one
     */
    <T> Future<T> run(String address, Callable<T> call, Supplier<T> busy) {
        if (ofAddress.count(address) >= most / 2 || !places.tryAcquire()) {
            counters.refused(Bound.WAITING_CALLS);
            return Future.succeededFuture(busy.get());
        }
        ofAddress.add(address);
        return executor.executeBlocking(call, false)
                .onComplete(done -> {
                    ofAddress.remove(address);
                    places.release();
                })
                .map(Objects::requireNonNull);
    }

    /** The threads, for work that is bounded otherwise. */
    WorkerExecutor executor() {
        return executor;
    }

    @Override
    public void close() {
        executor.close();
    }
}
