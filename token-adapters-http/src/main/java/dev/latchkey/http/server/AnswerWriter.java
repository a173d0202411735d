package dev.latchkey.http.server;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.http.Answer;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Page;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.SecureHeaders;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.bounds.BoundCounters;
import dev.latchkey.http.bounds.Deadlines;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes answers, with the headers that keep secrets out of caches and of other people's logs. Long ones are written at the pace at which
 * their clients read, so that little of them waits in memory, and one that stands still for too long is cut off. Used on the event loop of the
 * request.
 */
final class AnswerWriter {

    private static final ImmutableMap<CharSequence, CharSequence> SECURE = optimized(SecureHeaders.OF_ANSWERS);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");

    private static final Splitter CODINGS = Splitter.on(',').trimResults();
    private static final Pattern WEIGHTLESS = Pattern.compile(";\\s*q=0(\\.0*)?$");

    /** The error code of HTTP/2 for a stream that is not needed any more (RFC 9113, 7). */
    private static final long CANCEL = 8;

    private final HeaderNames names = new HeaderNames();
    private final Vertx vertx;
    private final Deadlines deadlines;
    private final Duration answerTime;
    private final BoundCounters counters;
    private final Pacing pacing;

    AnswerWriter(Vertx vertx, Deadlines deadlines, Duration answerTime, BoundCounters counters, Pacing pacing) {
        this.vertx = vertx;
        this.deadlines = deadlines;
        this.answerTime = answerTime;
        this.counters = counters;
        this.pacing = pacing;
    }

    /** Whether a request has been answered, or its client is gone. */
    static boolean isOver(HttpServerResponse response) {
        return response.ended() || response.closed();
    }

    /** Sends an answer; does nothing if the request has been answered, or its client is gone. */
    void send(HttpServerRequest request, int status, Answer answer) {
        HttpServerResponse response = request.response();
        if (isOver(response)) {
            return;
        }
        answer.headers().asMap().forEach(response::putHeader);
        if (answer.file().isPresent()) {
            sendFile(request, answer.file().get());
        } else {
            writeJson(request, status, answer.parts());
        }
    }

    /** Sends a reply without a file; does nothing if the request has been answered, or its client is gone. */
    void send(HttpServerRequest request, HttpReply reply) {
        HttpServerResponse response = request.response();
        if (isOver(response)) {
            return;
        }
        secured(response).setStatusCode(reply.status());
        reply.contentType().ifPresent(type -> response.putHeader(HttpHeaders.CONTENT_TYPE, type));
        String before = "";
        for (HttpReply.Header header : reply.ownHeaders()) {
            if (header.name().equals(before)) {
                response.headers().add(header.name(), header.value());
            } else {
                response.putHeader(names.of(header.name()), header.value());
            }
            before = header.name();
        }
        send(request, reply.parts());
    }

    /** Sends JSON; does nothing if the request has been answered, or its client is gone. */
    void sendJson(HttpServerRequest request, int status, ImmutableList<Buffer> parts) {
        if (!isOver(request.response())) {
            writeJson(request, status, parts);
        }
    }

    private void writeJson(HttpServerRequest request, int status, ImmutableList<Buffer> parts) {
        secured(request.response()).setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        send(request, parts);
    }

    /** Sends a page; a browser that has it already is told so, unless the status is an error's. */
    void send(HttpServerRequest request, int status, Page page) {
        HttpServerResponse response = request.response().setStatusCode(status);
        Pages.headers(page).forEach(response::putHeader);
        if (status == 200 && page.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else if (acceptsGzip(request)) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            send(request, ImmutableList.of(page.compressed()));
        } else {
            send(request, ImmutableList.of(page.plain()));
        }
    }

    /** Whether a client takes gzip; a weight of 0 says that it does not (RFC 9110, 12.4.2). */
    private static boolean acceptsGzip(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && CODINGS.splitToStream(accepted.toLowerCase(Locale.ROOT))
                        .anyMatch(coding -> coding.equals("gzip")
                                || (coding.startsWith("gzip;")
                                        && !WEIGHTLESS.matcher(coding).find()));
    }

    /** Sends a body, whose parts nobody changes, when all headers but its length are there. */
    private void send(HttpServerRequest request, ImmutableList<Buffer> parts) {
        HttpServerResponse response = request.response();
        if (request.method().equals(HttpMethod.HEAD) || parts.size() > 1) {
            long length = parts.stream().mapToLong(Buffer::length).sum();
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            new PacedBody(request, parts, pacing, () -> watch(request)).write();
        }
    }

    /** A deadline that cuts off a request whose answer stands still. */
    private Deadlines.Deadline watch(HttpServerRequest request) {
        return deadlines.in(answerTime, () -> {
            if (request.response().closed()) {
                return; // the client has gone
            }
            counters.refused(Bound.ANSWER_TIME);
            if (request.version() == HttpVersion.HTTP_2 && !pacing.standsStill(request.connection(), answerTime)) {
                request.response().reset(CANCEL); // others use the connection
            } else {
                pacing.cut(request.connection());
            }
        });
    }

    /** Runs {@code then} once there is room for an answer, so that answers which nobody reads don't pile up. */
    void whenRoom(HttpServerRequest request, Runnable then) {
        if (pacing.hasRoom(request)) {
            then.run();
            return;
        }
        request.pause();
        Deadlines.Deadline deadline = watch(request);
        pacing.whenRoom(request, () -> {
            deadline.end();
            request.resume();
            then.run();
        });
    }

    private void sendFile(HttpServerRequest request, Answer.FileBody body) {
        HttpServerResponse response = request.response();
        vertx.fileSystem()
                .open(
                        body.path().toString(),
                        new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(file -> file.size().onFailure(e -> file.close()).map(size -> {
                    if (isOver(response)) {
                        file.close();
                        return size;
                    }
                    body.headers().forEach(response::putHeader);
                    secured(response).putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(size));
                    if (request.method().equals(HttpMethod.HEAD)) {
                        file.close();
                        response.end();
                        return size;
                    }
                    new PacedFile(file.setReadBufferSize(PacedBody.PIECE), request, pacing, watch(request)).write();
                    return size;
                }))
                .onFailure(e -> send(request, 200, Refusals.failure("sending a file", e)));
    }

    private static HttpServerResponse secured(HttpServerResponse response) {
        SECURE.forEach(response::putHeader);
        return response;
    }

    private static ImmutableMap<CharSequence, CharSequence> optimized(ImmutableMap<String, String> headers) {
        ImmutableMap.Builder<CharSequence, CharSequence> optimized = ImmutableMap.builder();
        headers.forEach(
                (name, value) -> optimized.put(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value)));
        return optimized.buildOrThrow();
    }
}
