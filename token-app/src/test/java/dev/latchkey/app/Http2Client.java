package dev.latchkey.app;

import static dev.latchkey.app.Http2Frames.DATA;
import static dev.latchkey.app.Http2Frames.END_STREAM;
import static dev.latchkey.app.Http2Frames.GOAWAY;
import static dev.latchkey.app.Http2Frames.HEADERS;
import static dev.latchkey.app.Http2Frames.RST_STREAM;
import static dev.latchkey.app.Http2Frames.SETTINGS;
import static dev.latchkey.app.Http2Frames.WINDOW_UPDATE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.awaitility.Awaitility;

/**
 * A client of HTTP/2 on a {@link RawConnection} with TLS: sends frames as it is told, bodies at the pace that the server
 * allows, and notes what becomes of its streams. It acknowledges nothing that it reads unless it was told to.
 */
final class Http2Client implements AutoCloseable {

    private static final int FRAME = 16_384;
    private static final int PRIORITY = 0x20;

    /** What came of a stream so far: a status of 0 is none yet, a reset of -1 none. */
    record Outcome(int status, int reset, boolean ended, String body) {

        static final Outcome NONE = new Outcome(0, -1, false, "");

        boolean done() {
            return ended || reset >= 0;
        }
    }

    private final RawConnection connection;
    private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder();
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();
    private final NavigableMap<Integer, ByteBuffer> unsent = new ConcurrentSkipListMap<>();
    private final Map<Integer, Long> windows = new ConcurrentHashMap<>();
    private long connectionWindow = 65_535;
    private long initialWindow = 65_535;
    private volatile boolean goneAway;

    private Http2Client(RawTarget target, int window) {
        // What comes at once waits until the preface is sent.
        synchronized (this) {
            connection = RawConnection.open(target.overHttp2(), this::take)
                    .send(Http2Frames.preface())
                    .send(Http2Frames.settings(Http2Frames.INITIAL_WINDOW_SIZE, window));
        }
    }

    static Http2Client open(RawTarget target) {
        return open(target, 65_535);
    }

    /** @param window how many bytes of an answer's body the server may send of its own accord */
    static Http2Client open(RawTarget target, int window) {
        return new Http2Client(target, window);
    }

    Http2Client send(byte[] frame) {
        connection.send(frame);
        return this;
    }

    Http2Client get(int stream, String path) {
        return send(Http2Frames.headers(stream, true, "GET", path));
    }

    /** Begins a POST of so many bytes. */
    Http2Client post(int stream, String path, String contentType, long length) {
        return send(Http2Frames.headers(
                stream, false, "POST", path, "content-type", contentType, "content-length", Long.toString(length)));
    }

    /** Sends a part of a body, the stream left open, as the server's windows allow it. */
    synchronized Http2Client body(int stream, byte[] part) {
        unsent.put(stream, ByteBuffer.wrap(part));
        flush();
        return this;
    }

    Outcome outcome(int stream) {
        return outcomes.getOrDefault(stream, Outcome.NONE);
    }

    Outcome awaitOutcome(int stream) {
        Awaitility.await("stream " + stream)
                .atMost(RawConnection.PATIENCE)
                .until(() -> outcome(stream).done() || connection.isClosed() || goneAway);
        return outcome(stream);
    }

    /** How many streams ended with this status. */
    long answered(int status) {
        return outcomes.values().stream()
                .filter(outcome -> outcome.status() == status)
                .count();
    }

    /** How many streams the server answered or reset. */
    long done() {
        return outcomes.values().stream().filter(Outcome::done).count();
    }

    /** Whether the server said that it ends the connection, or has ended it. */
    boolean isEnded() {
        return goneAway || connection.isClosed();
    }

    RawConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
    }

    private synchronized void take(byte[] bytes) {
        unread.writeBytes(bytes);
        ByteBuffer all = ByteBuffer.wrap(unread.toByteArray());
        while (all.remaining() >= 9 && all.remaining() >= 9 + length(all)) {
            byte[] payload = new byte[length(all)];
            int type = all.get(all.position() + 3);
            int flags = all.get(all.position() + 4);
            int stream = all.getInt(all.position() + 5);
            all.position(all.position() + 9);
            all.get(payload);
            note(type, flags, stream, payload);
        }
        unread.reset();
        unread.write(all.array(), all.position(), all.remaining());
        flush();
    }

    private static int length(ByteBuffer frame) {
        return frame.getInt(frame.position()) >>> 8;
    }

    private void note(int type, int flags, int stream, byte[] payload) {
        switch (type) {
            case HEADERS -> update(stream, status(stream, block(flags, payload)), -1, (flags & END_STREAM) != 0, "");
            case DATA -> update(stream, 0, -1, (flags & END_STREAM) != 0, new String(payload, UTF_8));
            case RST_STREAM -> update(stream, 0, ByteBuffer.wrap(payload).getInt(), false, "");
            case GOAWAY -> goneAway = true;
            case SETTINGS -> settings(flags, payload);
            case WINDOW_UPDATE -> widen(stream, ByteBuffer.wrap(payload).getInt());
            default -> {}
        }
    }

    private void update(int stream, int status, int reset, boolean ended, String more) {
        outcomes.merge(
                stream,
                new Outcome(status, reset, ended, more),
                (before, now) -> new Outcome(
                        Math.max(before.status(), now.status()),
                        Math.max(before.reset(), now.reset()),
                        before.ended() || now.ended(),
                        before.body() + now.body()));
    }

    /** The header block without the priority that may stand before it. */
    private static byte[] block(int flags, byte[] payload) {
        return (flags & PRIORITY) == 0 ? payload : Arrays.copyOfRange(payload, 5, payload.length);
    }

    private int status(int stream, byte[] block) {
        try {
            return Integer.parseInt(headers.decodeHeaders(stream, Unpooled.wrappedBuffer(block))
                    .status()
                    .toString());
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        }
    }

    private void settings(int flags, byte[] payload) {
        if ((flags & Http2Frames.ACK) != 0) {
            return;
        }
        ByteBuffer settings = ByteBuffer.wrap(payload);
        while (settings.hasRemaining()) {
            if (settings.getShort() == Http2Frames.INITIAL_WINDOW_SIZE) {
                int size = settings.getInt();
                windows.replaceAll((stream, window) -> window + size - initialWindow);
                initialWindow = size;
            } else {
                settings.getInt();
            }
        }
        connection.send(Http2Frames.settingsAck());
    }

    private void widen(int stream, int increment) {
        if (stream == 0) {
            connectionWindow += increment;
        } else {
            windows.merge(stream, initialWindow + increment, (before, all) -> before + increment);
        }
    }

    private synchronized void flush() {
        unsent.forEach(this::flush);
        unsent.entrySet()
                .removeIf(body -> !body.getValue().hasRemaining()
                        || outcome(body.getKey()).done());
    }

    private void flush(int stream, ByteBuffer rest) {
        long window = windows.getOrDefault(stream, initialWindow);
        while (rest.hasRemaining() && window > 0 && connectionWindow > 0) {
            byte[] piece =
                    new byte[(int) Math.min(Math.min(rest.remaining(), FRAME), Math.min(window, connectionWindow))];
            rest.get(piece);
            connection.send(Http2Frames.data(stream, piece, false));
            window -= piece.length;
            connectionWindow -= piece.length;
        }
        windows.put(stream, window);
    }
}
