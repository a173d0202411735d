package dev.latchkey.http.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.Handler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An open connection: whose it is, and whether a request is in progress on it. Safe for use by many threads; requests begin and end on
 * its event loop alone, so that noting them costs no more than writing to memory.
 */
final class OpenConnection extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final Object address;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong since = new AtomicLong(System.nanoTime());
    private final Queue<Runnable> waiting = new ArrayDeque<>(); // used on the event loop alone
    private volatile boolean spoken;

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

    /** Whether it has its event loop: from then on it can be closed in order. */
    boolean isRegistered() {
        return channel.isRegistered();
    }

    boolean isIdle() {
        return requests.get() == 0;
    }

    /** How many requests are in progress on it. */
    int requests() {
        return requests.get();
    }

    /** Whether it has had a request. */
    boolean hasSpoken() {
        return spoken;
    }

    /** When it was opened or its last request ended, by {@link System#nanoTime}. */
    long since() {
        return since.get();
    }

    /** Notes a request. To be called on its event loop. */
    InProgress begins() {
        requests.setRelease(requests.getPlain() + 1);
        if (!spoken) {
            spoken = true;
        }
        return new InProgress();
    }

    /** Whether little enough is still to be written to it that there may be more. */
    boolean hasRoom() {
        return channel.isWritable();
    }

    /** Runs {@code then} once there is room. To be called on its event loop, when there is none. */
    void whenRoom(Runnable then) {
        waiting.add(then);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.fireChannelWritabilityChanged();
        Runnable next;
        while (channel.isWritable() && (next = waiting.poll()) != null) {
            next.run();
        }
    }

    /**
     * Closes it at once. Closing it as usual would wait for what is still to be written, which a client that does not read holds up for
     * ever.
     */
    void cut() {
        if (channel.isRegistered()) {
            channel.eventLoop().execute(this::close);
        }
    }

    /** Whether something is still to be written to it that the system has not taken. */
    boolean hasUnwritten() {
        ChannelOutboundBuffer unwritten = channel.unsafe().outboundBuffer();
        return unwritten != null && unwritten.totalPendingWriteBytes() > 0;
    }

    /** What is still to be written is dropped by the system too, and not kept for a client that does not read. */
    private void close() {
        if (hasUnwritten()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.unsafe().close(channel.voidPromise());
    }

    /** A request, until its response is ended or its connection closed, which are told here, on its event loop. */
    final class InProgress implements Handler<Void> {

        private boolean ended;

        @Override
        public void handle(Void unused) {
            if (!ended) {
                ended = true;
                since.setRelease(System.nanoTime());
                requests.setRelease(requests.getPlain() - 1);
            }
        }
    }
}
