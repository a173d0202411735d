package dev.latchkey.app;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What came of revokes and of the calls beside them. Safe for use by many threads. */
final class RevocationFigures {

    private static final int UNDECIDED = 99;
    private static final int UNKNOWN_TOKEN = 702;

    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
    private final Queue<String> unacknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger granted = new AtomicInteger();
    private final AtomicInteger refusedDead = new AtomicInteger();
    private final AtomicInteger undecided = new AtomicInteger();
    private final AtomicInteger notGenerated = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    /** A revoke was acknowledged that was asked for at {@code start}. */
    void acknowledged(long start) {
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
    }

    /** A revoke was answered otherwise. */
    void unacknowledged(String answer) {
        unacknowledged.add(answer);
    }

    /**
     * A call was answered.
     *
     * @param dead whether it must be refused
     */
    void called(String node, boolean dead, RawAnswer answer) {
        if (answer.result() == 0) {
            granted.incrementAndGet();
            if (dead) {
                wrong.add(node);
            }
        } else if (answer.result() == UNDECIDED || answer.status() == 503) {
            undecided.incrementAndGet();
        } else if (answer.result() != UNKNOWN_TOKEN) {
            unexpected.add(node + ": " + answer.status() + " " + answer.body());
        } else if (dead) {
            refusedDead.incrementAndGet();
        }
    }

    /** A token could not be generated for the moment. */
    void notGenerated() {
        notGenerated.incrementAndGet();
    }

    /** A call was not answered at all. */
    void lost() {
        lost.incrementAndGet();
    }

    /** On which nodes calls were granted that started after the acknowledgement. */
    List<String> grantedAfterAcknowledgement() {
        return List.copyOf(wrong);
    }

    List<String> unacknowledged() {
        return List.copyOf(unacknowledged);
    }

    /** Answers to calls that none should have. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    int undecided() {
        return undecided.get();
    }

    int granted() {
        return granted.get();
    }

    int refusedDead() {
        return refusedDead.get();
    }

    int revokes() {
        return micros.size();
    }

    /** The time within which this part of the revokes was acknowledged. */
    Duration quantile(double part) {
        List<Long> sorted = micros.stream().sorted().toList();
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.of(
                        sorted.get((int) Math.min(sorted.size() - 1, Math.floor(part * sorted.size()))),
                        ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return String.format(
                "%d revokes, p50 %d ms, p99 %d ms, max %d ms, %d not acknowledged; %d calls granted, %d dead refused, %d undecided,"
                        + " %d lost, %d tokens not generated; granted after the acknowledgement: %d %s",
                revokes(),
                quantile(0.5).toMillis(),
                quantile(0.99).toMillis(),
                quantile(1).toMillis(),
                unacknowledged.size(),
                granted.get(),
                refusedDead.get(),
                undecided.get(),
                lost.get(),
                notGenerated.get(),
                wrong.size(),
                wrong.stream().distinct().toList());
    }
}
