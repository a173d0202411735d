package dev.latchkey.http.server;

import dev.latchkey.http.Answer;
import dev.latchkey.http.bounds.Deadlines;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that are not read to their end. What of a body still comes is dropped, so that the answer gets through, and a connection of
 * HTTP/1.1 is closed after it. Used on the event loop of the request.
 */
final class EarlyAnswers {

    private static final Logger LOGGER = LoggerFactory.getLogger(EarlyAnswers.class);

    /** How long what a client still sends is dropped, before its connection is closed. */
    private static final long LINGER_MILLIS = 2_000;

    private static final long MAX_DROPPED = 1L << 30;

    private final Vertx vertx;
    private final AnswerWriter writer;
    private final Pacing pacing;
    private final Deadlines deadlines;
    private final Duration requestTime;

    EarlyAnswers(Vertx vertx, AnswerWriter writer, Pacing pacing, Deadlines deadlines, Duration requestTime) {
        this.vertx = vertx;
        this.writer = writer;
        this.pacing = pacing;
        this.deadlines = deadlines;
        this.requestTime = requestTime;
    }

    /** Sends an answer; does nothing if the client is gone. */
    void send(HttpServerRequest request, int status, Answer answer) {
        send(request, status, sent -> writer.send(request, sent, answer));
    }

    /**
     * Sends what {@code write} writes with a status that may turn out another; does nothing if the client is gone.
     */
    void send(HttpServerRequest request, int status, IntConsumer write) {
        if (AnswerWriter.isOver(request.response())) {
            LOGGER.debug("a client went away");
        } else if (request.isEnded()) {
            write.accept(status);
        } else if (request.version() == HttpVersion.HTTP_2) {
            sendOnStream(request, status, write);
        } else {
            request.handler(chunk -> {}).exceptionHandler(e -> {}).resume();
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            write.accept(status);
            vertx.setTimer(LINGER_MILLIS, timer -> pacing.cut(request.connection()));
        }
    }

    /** Sends an answer after which nothing of an HTTP/1.1 connection is believed, so that it is closed. */
    void sendLast(HttpServerRequest request, int status, Answer answer) {
        sendLast(request, () -> writer.send(request, status, answer));
    }

    /** The same with what {@code write} writes. */
    void sendLast(HttpServerRequest request, Runnable write) {
        if (request.version() == HttpVersion.HTTP_2) {
            write.run();
            return;
        }
        request.pause(); // what stands behind it in line is not looked at
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        write.run();
        request.connection().close();
    }

    /**
     * The same for a stream of HTTP/2, whose connection others use. To an error of HTTP a client stops sending. It does not to
     * a 200, and once that has ended nobody takes what it sends: so its body is taken first.
     */
    private void sendOnStream(HttpServerRequest request, int status, IntConsumer write) {
        if (status != 200) {
            write.accept(status);
            return;
        }
        Deadlines.Deadline deadline = deadlines.in(requestTime, () -> write.accept(408));
        request.exceptionHandler(e -> deadline.end());
        request.endHandler(end -> {
            deadline.end();
            write.accept(200);
        });
        request.handler(chunk -> {
            if (request.bytesRead() > MAX_DROPPED) {
                write.accept(413);
            }
        });
        request.resume();
    }
}
