package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes answers to HTTP responses, with the headers that keep secrets out of caches and of other people's logs. */
final class HttpAnswer {

    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");

    private HttpAnswer() {}

    static void send(HttpServerResponse response, int status, Answer answer) {
        if (answer.file().isPresent()) {
            sendFile(response, answer.file().get());
        } else {
            send(response, status, answer.parts());
        }
    }

    /** Sends JSON; does nothing where the response has been sent, or its client is gone. */
    static void send(HttpServerResponse response, int status, Buffer json) {
        send(response, status, ImmutableList.of(json));
    }

    private static void send(HttpServerResponse response, int status, ImmutableList<Buffer> json) {
        if (!response.ended() && !response.closed()) {
            secured(response).setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
            if (json.size() > 1) {
                long length = json.stream().mapToLong(Buffer::length).sum();
                response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
            }
            write(response, json, 0);
        }
    }

    /** Writes what is left from a part on, at the pace at which the client reads, so that no long text waits in memory. */
    private static void write(HttpServerResponse response, ImmutableList<Buffer> parts, int first) {
        if (response.ended() || response.closed()) {
            return; // told of room once more, after all was written
        }
        int last = parts.size() - 1;
        for (int part = first; part < last; part++) {
            if (response.writeQueueFull()) {
                int next = part;
                response.drainHandler(drained -> write(response, parts, next));
                return;
            }
            response.write(parts.get(part));
        }
        response.end(parts.get(last));
    }

    private static void sendFile(HttpServerResponse response, Answer.FileBody file) {
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        secured(response)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name) // RFC 6266, 4.3
                .sendFile(file.path().toString())
                .onFailure(e -> response.reset());
    }

    private static HttpServerResponse secured(HttpServerResponse response) {
        return response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(REFERRER_POLICY, NO_REFERRER)
                .putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    }
}
