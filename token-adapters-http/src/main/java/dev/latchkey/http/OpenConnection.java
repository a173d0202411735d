package dev.latchkey.http;

import io.netty.channel.Channel;
import io.vertx.core.Handler;
import java.util.concurrent.atomic.AtomicInteger;

/** An open connection: whose it is, and whether a request is in progress on it. Safe for use by many threads. */
final class OpenConnection {

    private final Channel channel;
    private final Object address;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean spoken;
    private volatile long since = System.nanoTime();

    /** @param address what counts as one address */
    OpenConnection(Channel channel, Object address) {
        this.channel = channel;
        this.address = address;
    }

    Object address() {
        return address;
    }

    Object listener() {
        return channel.parent();
    }

    boolean isOf(Object owner) {
        return owner.equals(address) || owner.equals(listener());
    }

    boolean isIdle() {
        return requests.get() == 0;
    }

    /** Whether it has had a request. */
    boolean hasSpoken() {
        return spoken;
    }

    /** When it was opened or its last request began or ended, by {@link System#nanoTime}. */
    long since() {
        return since;
    }

    InProgress begins() {
        requests.incrementAndGet();
        spoken = true;
        since = System.nanoTime();
        return new InProgress();
    }

    /**
     * Closes it at once. Closing it as usual would wait for what is still to be written, which a client that does not read holds up for
     * ever.
     */
    void cut() {
        if (channel.isRegistered()) {
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
        } else {
            channel.unsafe().closeForcibly();
        }
    }

    /** A request, until its response is ended or its connection closed, which are told here. */
    final class InProgress implements Handler<Void> {

        private boolean ended;

        @Override
        public void handle(Void unused) {
            if (!ended) {
                ended = true;
                since = System.nanoTime();
                requests.decrementAndGet();
            }
        }
    }
}
