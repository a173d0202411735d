package dev.latchkey.http.bounds;

import dev.latchkey.http.EarlyAnswerException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The memory that all calls share for their bodies and heads while they come in and are worked on. The start of each is taken from a part of
 * its own, so that those who send much don't cost those who send little. If there is none left, the body makes room that has been coming in
 * longest: so one that its client holds back costs nobody else. What makes room is memory still until its owner has let go of it, so no
 * more than the same again is on its way out at a time. Safe for use by many threads.
 */
public final class BodyMemory {

    /** So much of each body is its start: more than any call without a file needs. */
    private static final int START = 16 * 1024;

    /** A body that has been coming in for so long makes room for others. */
    private static final Duration HELD_BACK = Duration.ofSeconds(1);

    private final BoundCounters counters;
    private final Set<Share> comingIn = new LinkedHashSet<>();
    private long freeStarts;
    private long freeRests;
    private long leaving;
    private final long most;

    /** @param most how many bytes all bodies may have */
    public BodyMemory(long most, BoundCounters counters) {
        this.most = most;
        this.freeStarts = most / 4;
        this.freeRests = most - most / 4;
        this.counters = counters;
    }

    /**
     * What one body takes of it: nothing to begin with, and {@link Bounds#MAX_BODY} at most.
     *
     * @param evicted is told, on whatever thread, if the body has to make room: it is to let go of what it holds, and close its share
     */
    public synchronized Share share(Runnable evicted) {
        Share share = new Share(evicted);
        comingIn.add(share);
        return share;
    }

    /** How many bytes are taken now, those among them that have made room and are not let go of yet. */
    public synchronized long taken() {
        return most - freeStarts - freeRests + leaving;
    }

    private void makeRoom(Share asking, long starts, long rests) {
        while (freeStarts < starts || freeRests < rests) {
            boolean ofStarts = freeStarts < starts;
            Share victim = heldBack(asking, ofStarts).orElseThrow(this::none);
            victim.evict();
            counters.refused(Bound.BODY_BYTES);
        }
    }

    private Optional<Share> heldBack(Share asking, boolean ofStarts) {
        long now = System.nanoTime();
        for (Iterator<Share> shares = comingIn.iterator(); shares.hasNext(); ) {
            Share share = shares.next();
            if (now - share.since < HELD_BACK.toNanos()) {
                return Optional.empty(); // those behind it are younger
            }
            if (share != asking && (ofStarts ? share.start : share.rest) > 0) {
                return leaving + share.start + share.rest <= most ? Optional.of(share) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private EarlyAnswerException none() {
        counters.refused(Bound.BODY_BYTES);
        return full();
    }

    /** The answer to a body for which there is no room. */
    public static EarlyAnswerException full() {
        return EarlyAnswerException.busy("the server holds all the bodies that it can: try again in a moment");
    }

    /** What one body takes. */
    public final class Share implements AutoCloseable {

        private final Runnable evicted;
        private final long since = System.nanoTime();
        private long start;
        private long rest;
        private long head;
        private long evictedBytes;
        private boolean over;

        private Share(Runnable evicted) {
            this.evicted = evicted;
        }

        /**
         * Takes more for the body.
         *
         * @throws EarlyAnswerException if that is more than the body or all bodies may have
         */
        public void take(long bytes) {
            synchronized (BodyMemory.this) {
                if (!fits(bytes)) {
                    throw EarlyAnswerException.tooLarge(Bounds.MAX_BODY);
                }
                add(bytes);
            }
        }

        /** The same for the request's line and headers, which don't count as the body. */
        public void takeHead(long bytes) {
            synchronized (BodyMemory.this) {
                add(bytes);
                head += bytes;
            }
        }

        private void add(long bytes) {
            if (over) {
                throw full();
            }
            long ofStart = Math.min(bytes, START - start);
            makeRoom(this, ofStart, bytes - ofStart);
            freeStarts -= ofStart;
            start += ofStart;
            freeRests -= bytes - ofStart;
            rest += bytes - ofStart;
        }

        /** Whether the body may have as many more. */
        public boolean fits(long bytes) {
            synchronized (BodyMemory.this) {
                return bytes <= Bounds.MAX_BODY - (start + rest - head);
            }
        }

        /** Gives back some of it. */
        public void give(long bytes) {
            synchronized (BodyMemory.this) {
                long left = Math.min(bytes, start + rest);
                long ofRest = Math.min(left, rest);
                freeRests += ofRest;
                rest -= ofRest;
                freeStarts += left - ofRest;
                start -= left - ofRest;
            }
        }

        /** Notes that all has come: from now on it makes no room for others. */
        public void whole() {
            synchronized (BodyMemory.this) {
                comingIn.remove(this);
            }
        }

        /** Gives back all that is still taken, which its owner has let go of, and takes no more. */
        @Override
        public void close() {
            synchronized (BodyMemory.this) {
                leaving -= evictedBytes;
                evictedBytes = 0;
                end();
            }
        }

        private void evict() {
            evictedBytes = start + rest;
            leaving += evictedBytes;
            end();
            evicted.run();
        }

        private void end() {
            over = true;
            comingIn.remove(this);
            give(start + rest);
        }
    }
}
