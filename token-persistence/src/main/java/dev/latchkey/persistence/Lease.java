package dev.latchkey.persistence;

import com.google.common.collect.Comparators;
import dev.latchkey.token.Tokens;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * For how long a node may decide calls, by its own monotonic clock: from before a renewal was sent, for four fifths of the time that others wait for it. So
 * clocks whose rates differ by a tenth do no harm. It ends by the clock, which is read each time that it is asked for, and not by somebody who ends it. One
 * thread prolongs it. Safe for use by many.
 */
final class Lease {

    private static final Duration SLOW_ANSWER = Duration.ofSeconds(2);

    private final Duration time;
    private final LongSupplier nanoTime;
    private final ClusterView cluster;

    /** Read in this order: who sees a prolonged lease sees the era that it belongs to. */
    private volatile long until;

    private volatile long era;
    private volatile String timeline = "";
    private volatile long lost;
    private boolean began;
    private boolean closed;

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param cluster takes what else renewals bring
     */
    Lease(Duration time, LongSupplier nanoTime, ClusterView cluster) {
        this.time = time;
        this.nanoTime = nanoTime;
        this.cluster = cluster;
        this.until = nanoTime.getAsLong();
    }

    /** How long others wait who can't know what this node has heard. */
    Duration time() {
        return time;
    }

    /** How long after a renewal was sent it may be used. */
    Duration use() {
        return time.multipliedBy(4).dividedBy(5);
    }

    /** How long after a renewal the next one is sent. */
    Duration period() {
        return time.dividedBy(4);
    }

    /** What the node knows of the others by its renewals. */
    ClusterView cluster() {
        return cluster;
    }

    /** How long the database is waited for at most: what it says later hardly counts any more. */
    Duration longestAnswer() {
        return Comparators.min(use(), Comparators.max(period(), SLOW_ANSWER));
    }

    /** How long there is one still, if nothing more is heard; zero if there is none. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, until - nanoTime.getAsLong()));
    }

    /** How often it had run out when it was prolonged. */
    long lost() {
        return lost;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** As {@link Tokens.Watch#era}. */
    long era() {
        long end = until;
        return end - nanoTime.getAsLong() > 0 ? era : Tokens.Watch.NO_ERA;
    }

    /** The timeline of the server at which this lease was renewed. A server that is promoted begins another one. */
    String timeline() {
        return timeline;
    }

    /** Begins another era, and with it ends the lease. */
    synchronized void startEra(String serversTimeline) {
        until = nanoTime.getAsLong();
        timeline = serversTimeline;
        era++;
    }

    /** Ends it for good. */
    synchronized void close() {
        closed = true;
        until = nanoTime.getAsLong();
        notifyAll();
    }

    /** Prolongs it by a renewal, when all that came with it has been forgotten. */
    synchronized void prolong(long sentAt) {
        if (closed) {
            return;
        }
        if (began && until - nanoTime.getAsLong() <= 0) {
            lost++;
        }
        began = true;
        until = sentAt + use().toNanos();
        notifyAll();
    }

    /** Waits until there is one, or the time has passed; returns whether there is one. */
    synchronized boolean await(Duration longest) {
        long end = nanoTime.getAsLong() + longest.toNanos();
        boolean interrupted = false;
        while (!closed && era() == Tokens.Watch.NO_ERA && end - nanoTime.getAsLong() > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, end - nanoTime.getAsLong()));
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return era() != Tokens.Watch.NO_ERA;
    }
}
