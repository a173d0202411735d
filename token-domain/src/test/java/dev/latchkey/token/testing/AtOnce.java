package dev.latchkey.token.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs things at once, as nearly as threads can. */
final class AtOnce {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "at-once");
        thread.setDaemon(true);
        return thread;
    });

    private AtOnce() {}

    /** What each of these gave, in their order. */
    @SafeVarargs
    @SuppressWarnings("ThreadPriorityCheck") // there may be fewer cores than threads
    static <T> List<T> run(Callable<T>... tasks) {
        AtomicInteger missing = new AtomicInteger(tasks.length);
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> task : tasks) {
            running.add(THREADS.submit(() -> {
                missing.decrementAndGet();
                while (missing.get() > 0) { // not a barrier, which wakes its threads one after the other
                    Thread.yield();
                }
                return task.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> each : running) {
            results.add(result(each));
        }
        return results;
    }

    private static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new AssertionError("one of those at once failed", e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
