package dev.latchkey.token.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Runs tasks at once, for tests of what they do to each other. */
public final class Together {

    private static final int THREADS = 8;

    private Together() {}

    /**
     * Runs a task in two threads, so many times, and returns all results. Both start each time at once: they wait for each other
     * without being parked, as what takes a microsecond would be over before a parked thread wakes up.
     *
     * @param task gets the number of the round, from 0
     */
    static <T> List<T> inStep(int rounds, IntFunction<T> task) throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        List<List<T>> results = run(Collections.nCopies(2, () -> {
            List<T> own = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                arrived.incrementAndGet();
                while (arrived.get() < 2 * (round + 1)) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    Thread.onSpinWait();
                }
                own.add(task.apply(round));
            }
            return own;
        }));
        return results.stream().flatMap(List::stream).toList();
    }

    /** Does {@code attempt} again and again in so many threads, as long as it succeeds, and {@code change} once it has. */
    public static void whileItSucceeds(int threads, Callable<Boolean> attempt, Callable<?> change) throws Exception {
        CountDownLatch oneSucceeded = new CountDownLatch(1);
        List<Callable<Void>> tasks = new ArrayList<>(Collections.nCopies(threads, () -> {
            while (attempt.call()) {
                oneSucceeded.countDown();
            }
            return null;
        }));
        tasks.add(() -> {
            oneSucceeded.await();
            change.call();
            return null;
        });
        List<Void> unused = run(tasks);
    }

    /** Runs all of these, as many at once as there are threads, and returns their results in order. */
    public static <T> List<T> run(List<? extends Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch allStarted = new CountDownLatch(Math.min(THREADS, tasks.size()));
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    allStarted.countDown();
                    allStarted.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
