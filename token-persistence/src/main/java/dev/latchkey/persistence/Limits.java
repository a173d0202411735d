package dev.latchkey.persistence;

import java.time.Duration;

/** How many connections a pool has, and how long what is done with them may take. */
record Limits(
        int poolSize, Duration connectionTimeout, Duration statementTimeout, Duration lockTimeout, Duration lease) {

    /** HikariCP takes no shorter one. */
    private static final Duration SHORTEST_CONNECTION_TIMEOUT = Duration.ofMillis(250);

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(60);

    Limits {
        if (poolSize < 1) {
            throw new IllegalArgumentException("size must be positive: " + poolSize);
        }
        requireAtLeast(connectionTimeout, SHORTEST_CONNECTION_TIMEOUT);
        requireAtLeast(statementTimeout, Duration.ofMillis(1));
        requireAtLeast(lockTimeout, Duration.ofMillis(1));
        if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("time must be from 1 to 60 s: " + lease);
        }
    }

    private static void requireAtLeast(Duration time, Duration shortest) {
        if (time.compareTo(shortest) < 0 || time.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "time must be from " + shortest.toMillis() + " to " + Integer.MAX_VALUE + " ms: " + time);
        }
    }

    Limits poolSize(int size) {
        return new Limits(size, connectionTimeout, statementTimeout, lockTimeout, lease);
    }

    Limits connectionTimeout(Duration time) {
        return new Limits(poolSize, time, statementTimeout, lockTimeout, lease);
    }

    Limits statementTimeout(Duration time) {
        return new Limits(poolSize, connectionTimeout, time, lockTimeout, lease);
    }

    Limits lockTimeout(Duration time) {
        return new Limits(poolSize, connectionTimeout, statementTimeout, time, lease);
    }

    Limits lease(Duration time) {
        return new Limits(poolSize, connectionTimeout, statementTimeout, lockTimeout, time);
    }
}
