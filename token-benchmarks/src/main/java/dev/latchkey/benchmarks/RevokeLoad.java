package dev.latchkey.benchmarks;

import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenValue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Revokes at random nodes, several at once. After each acknowledgement another node, which kept the token, is asked whether it still grants it.
 */
final class RevokeLoad {

    /** So many revokes wait at once at most; more stand in line, and the time counts. */
    private static final int THREADS = 128;

    /** So many do who revoke as fast as they can. */
    static final int CLOSED = 32;

    private static final long PATIENCE_SECONDS = 600;

    private final LocalNodes nodes;
    private final TokenValue[] tokens;
    private final Latencies latencies = new Latencies();
    private long begun;
    private long lastAcknowledged;
    private int next;
    private int granted;
    private int undecided;
    private int failed;

    /** @param tokens which the database has */
    RevokeLoad(LocalNodes nodes, TokenValue[] tokens) {
        this.nodes = nodes;
        this.tokens = tokens;
    }

    Latencies latencies() {
        return latencies;
    }

    /** Calls that were granted after the acknowledgement. */
    int granted() {
        return granted;
    }

    /** Calls after the acknowledgement that could not be decided. */
    int undecided() {
        return undecided;
    }

    /** Revokes that ended in an error. */
    int failed() {
        return failed;
    }

    /** Revokes that were acknowledged a second. */
    double rate() {
        return latencies.count() * 1e9 / Math.max(1, lastAcknowledged - begun);
    }

    /** Has a node keep each token that is asked when that is revoked. */
    RevokeLoad prepared() {
        for (int index = 0; index < tokens.length; index++) {
            if (nodes.ask(asked(index), tokens[index]) != LocalNodes.Answer.GRANTED) {
                throw new IllegalStateException("a node does not grant a live token");
            }
        }
        return this;
    }

    /** Revokes all, so many a second, each when it is due, however many are under way; a revoke's time counts from when it was due. */
    RevokeLoad atRate(int rate) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        begun = System.nanoTime();
        for (int i = 0; i < tokens.length; i++) {
            int index = i;
            long due = begun + index * TimeUnit.SECONDS.toNanos(1) / rate;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            threads.execute(() -> revoke(index, due, true));
        }
        await(threads);
        return this;
    }

    /** Revokes one after the other in some threads, for so long or until there are no more, and asks nobody. */
    RevokeLoad asFastAsTheyCan(int seconds) {
        ExecutorService threads = Executors.newFixedThreadPool(CLOSED);
        begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < CLOSED; i++) {
            threads.execute(() -> {
                for (int index = take(); index < tokens.length && end - System.nanoTime() > 0; index = take()) {
                    revoke(index, System.nanoTime(), false);
                }
            });
        }
        await(threads);
        return this;
    }

    private synchronized int take() {
        return next++;
    }

    private static void await(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("revokes have not ended after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void revoke(int index, long due, boolean ask) {
        boolean removed;
        try {
            removed = nodes.revoke(revoker(index), tokens[index]);
        } catch (StorageException e) {
            count(due, false);
            return;
        }
        count(due, removed);
        if (ask && removed) {
            count(nodes.ask(asked(index), tokens[index]));
        }
    }

    private synchronized void count(long due, boolean removed) {
        if (removed) {
            lastAcknowledged = System.nanoTime();
            latencies.add(lastAcknowledged - due);
        } else {
            failed++;
        }
    }

    private synchronized void count(LocalNodes.Answer answer) {
        switch (answer) {
            case GRANTED -> granted++;
            case UNDECIDED -> undecided++;
            case DENIED -> {}
        }
    }

    private int revoker(int index) {
        return new SplittableRandom(index).nextInt(nodes.count());
    }

    /** Any node but the one that revokes, if there is another; the same each time. */
    private int asked(int index) {
        int others = Math.max(1, nodes.count() - 1);
        return (revoker(index) + 1 + new SplittableRandom(~index).nextInt(others)) % nodes.count();
    }
}
