package dev.latchkey.app;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What came of revokes and of the calls beside them. Safe for use by many threads. */
final class RevocationFigures {

    private static final int UNDECIDED = 99;
    private static final int UNKNOWN_TOKEN = 702;
    private static final int UNAVAILABLE = 503;

    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
    private final Queue<DoomedToken> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<String, AtomicLong> withoutDecisions = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger granted = new AtomicInteger();
    private final AtomicInteger refusedDead = new AtomicInteger();
    private final AtomicInteger undecided = new AtomicInteger();
    private final AtomicInteger notGenerated = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    /** The revoke of a token was acknowledged that was asked for at {@code start}. */
    void acknowledged(DoomedToken token, long start) {
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        acknowledged.add(token);
    }

    /** A revoke was answered otherwise. */
    void unacknowledged(int status, int result, String answer) {
        if (status == UNAVAILABLE || result == UNDECIDED) {
            unknown.incrementAndGet();
        } else {
            unexpected.add("a revoke: " + status + " " + answer);
        }
    }

    /** A revoke was not answered for so long that nobody waits. */
    void unanswered() {
        unknown.incrementAndGet();
        unanswered.incrementAndGet();
    }

    /** A call of the thread that calls a node again and again was not decided, which took so long. */
    void withoutDecision(String node, long nanos) {
        withoutDecisions.computeIfAbsent(node, name -> new AtomicLong()).addAndGet(nanos);
    }

    /**
     * A call was answered; returns whether it was decided.
     *
     * @param dead whether it must be refused
     */
    boolean called(String node, boolean dead, RawAnswer answer) {
        if (answer.result() == 0) {
            granted.incrementAndGet();
            if (dead) {
                wrong.add(node);
            }
        } else if (answer.result() == UNDECIDED || answer.status() == UNAVAILABLE) {
            undecided.incrementAndGet();
            return false;
        } else if (answer.result() != UNKNOWN_TOKEN) {
            unexpected.add(node + ": " + answer.status() + " " + answer.body());
        } else if (dead) {
            refusedDead.incrementAndGet();
        }
        return true;
    }

    /** A node that is called beside the others granted a call. */
    void grantedAside(String node, boolean dead) {
        granted.incrementAndGet();
        if (dead) {
            wrong.add(node);
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

    /** The tokens whose revoke was acknowledged. */
    List<DoomedToken> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** How many revokes were answered that it is not known whether they were made. */
    int unknown() {
        return unknown.get();
    }

    /** How many of them were not answered in ten seconds. */
    int unansweredRevokes() {
        return unanswered.get();
    }

    /** For how long the worst node decided nothing. */
    Duration longestWithoutDecisions() {
        return Duration.ofNanos(withoutDecisions.values().stream()
                .mapToLong(AtomicLong::get)
                .max()
                .orElse(0));
    }

    /** Answers that nobody should get. */
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
                "%d revokes, p50 %d ms, p99 %d ms, max %d ms, %d unknown; %d calls granted, %d dead refused, %d undecided (%.1f s),"
                        + " %d lost, %d tokens not generated; granted after the acknowledgement: %d %s",
                revokes(),
                quantile(0.5).toMillis(),
                quantile(0.99).toMillis(),
                quantile(1).toMillis(),
                unknown.get(),
                granted.get(),
                refusedDead.get(),
                undecided.get(),
                longestWithoutDecisions().toMillis() / 1e3,
                lost.get(),
                notGenerated.get(),
                wrong.size(),
                wrong.stream().distinct().toList());
    }
}
