package dev.latchkey.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which calls are made, one after the other, by HTTP/1.1 kept alive. It understands no more of HTTP than the
 * servers here say, so that it takes less of a core than they do. Used on one event loop.
 */
final class HttpCalls {

    private static final String LENGTH = "\r\ncontent-length:";

    private final NetSocket socket;
    private Buffer received = Buffer.buffer();
    private @Nullable Handler<String> answered;

    private HttpCalls(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::receive);
    }

    static Future<HttpCalls> connect(NetClient client, int port) {
        return client.connect(port, "127.0.0.1").map(HttpCalls::new);
    }

    /** The bytes of a call. */
    static Buffer request(String pathAndQuery) {
        return Buffer.buffer("GET " + pathAndQuery + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    /** The bytes by which a gateway asks about a request with a token. */
    static Buffer asking(String path, String token) {
        return Buffer.buffer("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\nX-Original-Method: GET\r\nX-Original-URI: /orders/7\r\n\r\n");
    }

    /** Whether an answer tells success. */
    static boolean isSuccess(String body) {
        return body.startsWith("{\"result\":0}") || body.startsWith("{\"result\":0,");
    }

    /** Makes a call, when the one before is answered; {@code body} gets the text of its answer. */
    void call(Buffer request, Handler<String> body) {
        answered = body;
        socket.write(request);
    }

    private void receive(Buffer chunk) {
        received = received.length() == 0 ? chunk : received.appendBuffer(chunk);
        String text = received.toString(StandardCharsets.ISO_8859_1);
        int headers = text.indexOf("\r\n\r\n");
        if (headers < 0) {
            return;
        }
        int start = headers + 4;
        if (text.length() < start + contentLength(text, headers)) {
            return;
        }
        received = Buffer.buffer();
        Handler<String> handler = answered;
        if (handler != null) {
            handler.handle(text.substring(start));
        }
    }

    private static int contentLength(String text, int headers) {
        int name = text.indexOf(LENGTH);
        if (name < 0) {
            name = text.substring(0, headers).toLowerCase(Locale.ROOT).indexOf(LENGTH);
        }
        if (name < 0) {
            throw new IllegalStateException("an answer without length: " + text.substring(0, headers));
        }
        int end = text.indexOf('\r', name + 2);
        return Integer.parseInt(text.substring(name + LENGTH.length(), end).strip());
    }
}
