package dev.latchkey.app;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * A client that decides itself which bytes it sends, when, and whether it reads: over TCP or TLS, from any of this machine's
 * own addresses. What is sent goes out as fast as the server takes it, while the caller goes on. Safe for use by many threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the connection, which is asked for
final class RawConnection implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int KEPT = 1 << 20;
    private static final EventLoopGroup LOOPS =
            new MultiThreadIoEventLoopGroup(2, new DefaultThreadFactory("client", true), NioIoHandler.newFactory());

    private final Channel channel;
    private final InetSocketAddress local;
    private final Receiver receiver;

    private RawConnection(Channel channel, Receiver receiver) {
        this.channel = channel;
        this.local = (InetSocketAddress) channel.localAddress();
        this.receiver = receiver;
    }

    /** Connects, and for TLS shakes hands. */
    static RawConnection open(RawTarget target) {
        return open(target, bytes -> {});
    }

    /** @param reader is given all that comes, on a thread of its own for a connection's life */
    static RawConnection open(RawTarget target, Consumer<byte[]> reader) {
        Receiver receiver = new Receiver(reader);
        Bootstrap bootstrap = new Bootstrap()
                .group(LOOPS)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
                .option(ChannelOption.AUTO_READ, target.reading() || target.secure())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        target.tls(channel).ifPresent(channel.pipeline()::addLast);
                        channel.pipeline().addLast(receiver);
                    }
                });
        if (target.receiveBuffer() > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, target.receiveBuffer());
        }
        Channel channel = bootstrap
                .connect(target.address(), target.localAddress())
                .syncUninterruptibly()
                .channel();
        target.awaitHandshake(channel);
        channel.config().setAutoRead(target.reading());
        return new RawConnection(channel, receiver);
    }

    RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Does not wait until the bytes have gone out. */
    RawConnection send(byte[] bytes) {
        return send(Unpooled.wrappedBuffer(bytes));
    }

    private RawConnection send(ByteBuf bytes) {
        // Always by its queue, so that what several threads send goes out in the order in which they sent it.
        channel.eventLoop().execute(() -> channel.writeAndFlush(bytes, channel.voidPromise()));
        return this;
    }

    /** Sends the same text so many times, and lets no more than one copy of it wait in this process. */
    RawConnection send(String text, int times) {
        ByteBuf once = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1))
                .asReadOnly());
        channel.eventLoop().execute(() -> {
            for (int i = 0; i < times; i++) {
                channel.write(once.duplicate(), channel.voidPromise());
            }
            channel.flush();
        });
        return this;
    }

    /** From now on reads what comes. */
    RawConnection read() {
        channel.config().setAutoRead(true);
        return this;
    }

    /** Says that it sends no more, and goes on reading. */
    RawConnection endOutput() {
        ((NioSocketChannel) channel).shutdownOutput().syncUninterruptibly();
        return this;
    }

    /** The first of what came, at most a mebibyte. */
    String received() {
        return receiver.text();
    }

    /** Its own address and port, by which the server knows it. */
    InetSocketAddress local() {
        return local;
    }

    long bytesReceived() {
        return receiver.count.get();
    }

    /** Whether either end has closed it. A client that does not read learns that late or never. */
    boolean isClosed() {
        return !channel.isOpen();
    }

    void awaitClose(Duration atMost) {
        Awaitility.await("the server closes the connection").atMost(atMost).until(this::isClosed);
    }

    /** The answers to {@code HTTP/1.1} that have come so far. */
    List<RawAnswer> answers() {
        return RawAnswer.parse(received());
    }

    /** Waits for so many answers in all. */
    List<RawAnswer> awaitAnswers(int count) {
        Awaitility.await("answer " + count)
                .atMost(PATIENCE)
                .until(() -> answers().size() >= count || isClosed());
        if (answers().size() < count) {
            throw new AssertionError("closed after " + answers());
        }
        return answers();
    }

    /** Sends a request and waits for one more answer. */
    RawAnswer exchange(String request) {
        int before = answers().size();
        return send(request).awaitAnswers(before + 1).get(before);
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }

    private static final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {

        private final StringBuilder received = new StringBuilder();
        private final AtomicLong count = new AtomicLong();
        private final Consumer<byte[]> reader;

        Receiver(Consumer<byte[]> reader) {
            this.reader = reader;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy);
            count.addAndGet(copy.length);
            keep(copy);
            reader.accept(copy);
        }

        private synchronized void keep(byte[] bytes) {
            if (received.length() < KEPT) {
                received.append(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }

        synchronized String text() {
            return received.toString();
        }

        /** A reset is an end like any other here; anything else is a fault of the test. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof IOException)) {
                cause.printStackTrace();
            }
            context.close(context.voidPromise());
        }
    }
}
