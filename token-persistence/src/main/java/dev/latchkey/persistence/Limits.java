package dev.latchkey.persistence;

import java.time.Duration;

/** How many connections a pool has, and how long what is done with them may take. */
record Limits(int poolSize, Duration connectionTimeout, Duration statementTimeout, Duration lockTimeout) {

    /** HikariCP takes no shorter one. */
    private static final Duration SHORTEST_CONNECTION_TIMEOUT = Duration.ofMillis(250);

    Limits {
        if (poolSize < 1) {
            throw new IllegalArgumentException("size must be positive: " + poolSize);
        }
        requireAtLeast(connectionTimeout, SHORTEST_CONNECTION_TIMEOUT);
        requireAtLeast(statementTimeout, Duration.ofMillis(1));
        requireAtLeast(lockTimeout, Duration.ofMillis(1));
    }

    private static void requireAtLeast(Duration time, Duration shortest) {
        if (time.compareTo(shortest) < 0 || time.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "time must be from " + shortest.toMillis() + " to " + Integer.MAX_VALUE + " ms: " + time);
        }
    }

    Limits poolSize(int size) {
        return new Limits(size, connectionTimeout, statementTimeout, lockTimeout);
    }

    Limits connectionTimeout(Duration time) {
        return new Limits(poolSize, time, statementTimeout, lockTimeout);
    }

    Limits statementTimeout(Duration time) {
        return new Limits(poolSize, connectionTimeout, time, lockTimeout);
    }

    Limits lockTimeout(Duration time) {
        return new Limits(poolSize, connectionTimeout, statementTimeout, time);
    }
}
