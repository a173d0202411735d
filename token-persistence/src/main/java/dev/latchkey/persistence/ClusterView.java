package dev.latchkey.persistence;

import dev.latchkey.persistence.NodeStatements.Renewal;
import java.time.Duration;
import java.time.Instant;

/** What a process knows of its database and the nodes on it: how many they are, and what time it is there. Safe for use by many threads. */
final class ClusterView {

    private final DatabaseClock clock;
    private volatile int nodes = 1;
    private volatile long revision;

    ClusterView(DatabaseClock clock) {
        this.clock = clock;
    }

    DatabaseClock clock() {
        return clock;
    }

    /** How many nodes there were when this one last looked, which it does once in a lease; 1 before that. */
    int nodes() {
        return nodes;
    }

    /** The revision up to which this process goes by all changes; 0 before the first renewal. */
    long revision() {
        return revision;
    }

    /** Takes note of how many nodes there are. */
    void counted(int found) {
        nodes = Math.max(1, found);
    }

    /**
     * Takes note of a renewal.
     *
     * @param before the clock's {@linkplain DatabaseClock#own own time} before it was sent
     * @param within how long after that the answer was there, at most
     */
    void renewed(Renewal renewal, Instant before, Duration within) {
        revision = renewal.news().last();
        clock.answered(before, renewal.at(), within);
    }
}
