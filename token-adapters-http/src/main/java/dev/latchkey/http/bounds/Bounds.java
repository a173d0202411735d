package dev.latchkey.http.bounds;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How much strangers may take of a server. What goes beyond is refused or closed, and counted; what others do goes on.
 *
 * @param bodyBytes how many bytes all bodies may have that are held in memory at a time, files left out; positive
 * @param requestTime how long a request may take to come in. One with a file may take a second longer for each
 *     {@value #LEAST_FILE_RATE} bytes that have come
 * @param answerTime how long an answer may stand still because its client does not read
 * @param keepAliveTime how long a connection may be open without a whole request
 * @param connections how many connections each listener may have; positive. Another one takes the place of one that is idle
 * @param connectionsOfAddress how many of them one network address may have; positive. A network of IPv6 with 64 bits counts as one address
 * @param waitingCalls how many calls may wait for a worker; 0 or more
 */
public record Bounds(
        long bodyBytes,
        Duration requestTime,
        Duration answerTime,
        Duration keepAliveTime,
        int connections,
        int connectionsOfAddress,
        int waitingCalls) {

    /** How many bytes the body of a call without a file may have. */
    public static final int MAX_BODY = 1 << 20;

    /** How many bytes of a file have to come in a second, once the time of a request without a file is over. */
    public static final int LEAST_FILE_RATE = 4 * 1024;

    private static final long DEFAULT_BODY_BYTES = 32L << 20;
    private static final int DEFAULT_CONNECTIONS = 10_000;
    private static final long HEAP_OF_CONNECTION = 256 * 1024;

    /** @throws IllegalArgumentException if one of them is not what it must be; the message names it */
    public Bounds {
        checkArgument(bodyBytes > 0, "bodyBytes must be positive: %s", bodyBytes);
        checkPositive("requestTime", requestTime);
        checkPositive("answerTime", answerTime);
        checkPositive("keepAliveTime", keepAliveTime);
        checkArgument(connections > 0, "connections must be positive: %s", connections);
        checkArgument(connectionsOfAddress > 0, "connectionsOfAddress must be positive: %s", connectionsOfAddress);
        checkArgument(waitingCalls >= 0, "waitingCalls must not be negative: %s", waitingCalls);
    }

    /**
     * The default ones: 30 s for a request and for an answer that stands still, 75 s of keep-alive, 1,000 waiting calls; 32 MiB of bodies, or
     * an eighth of the heap if that is less; 10,000 connections, or as many as the heap has 256 KiB, half of them for one address.
     *
     * @param heap how many bytes the heap may have
     */
    public static Bounds forHeap(long heap) {
        int connections = (int) Math.max(64, Math.min(DEFAULT_CONNECTIONS, heap / HEAP_OF_CONNECTION));
        return new Bounds(
                Math.min(DEFAULT_BODY_BYTES, heap / 8),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(75),
                connections,
                connections / 2,
                1_000);
    }

    private static void checkPositive(String name, Duration time) {
        checkArgument(!time.isNegative() && !time.isZero(), "%s must be positive: %s", name, time);
    }
}
