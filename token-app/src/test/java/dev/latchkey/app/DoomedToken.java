package dev.latchkey.app;

import java.util.Optional;

/** A token that is revoked while others call with it. */
final class DoomedToken {

    private final int id;
    private final String value;
    private final String call;
    private volatile Optional<Long> deadAt = Optional.empty();

    DoomedToken(int id, String value, String method) {
        this.id = id;
        this.value = value;
        this.call = "GET " + RawHttp.path(method) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + value
                + "\r\n\r\n";
    }

    int id() {
        return id;
    }

    String value() {
        return value;
    }

    /** The bytes of a call with it. */
    String call() {
        return call;
    }

    /** Its revoke has just been acknowledged. */
    synchronized void acknowledged() {
        long now = System.nanoTime();
        deadAt = Optional.of(deadAt.orElse(now)); // a repeat changes nothing
    }

    /** Whether a call that started then, by {@link System#nanoTime}, must be refused. */
    boolean isDeadAt(long start) {
        return deadAt.filter(stamp -> start - stamp > 0).isPresent();
    }
}
