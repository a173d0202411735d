package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Answer;
import dev.latchkey.http.JsonParts;
import dev.latchkey.http.bounds.Deadlines;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an answer of many parts is written to a client that reads slowly. */
final class PacedBodyTest {

    private static final int ROOM = 3;

    private final StringBuilder written = new StringBuilder();
    private final Vertx vertx = Vertx.vertx();
    private final Deadlines deadlines = new Deadlines(vertx);
    private int waiting;
    private boolean ended;
    private final List<Handler<Void>> drained = new ArrayList<>();

    @AfterEach
    void close() {
        deadlines.close();
        vertx.close().await();
    }

    @Test
    void write_ofManyParts_waitsWhileTheClientDoesNotRead() {
        JsonParts parts = new JsonParts();
        List<String> texts =
                IntStream.range(0, 10).mapToObj(i -> "\"" + i + "\"").toList();
        texts.forEach(text -> parts.add("[").share(Buffer.buffer(text)).add("]"));
        Answer answer = Answer.ok("list", parts);

        new PacedBody(request(), answer.parts(), Pacing.OF_VERTX, () -> deadlines.in(Duration.ofMinutes(1), () -> {}))
                .write();

        int rounds = 0;
        while (!ended) {
            assertThat(waiting).isLessThanOrEqualTo(ROOM);
            waiting = 0;
            drained.remove(0).handle(null);
            rounds++;
        }
        assertThat(rounds).isGreaterThanOrEqualTo(answer.parts().size() / ROOM);
        assertThat(drained).isEmpty();
        assertThat(written).hasToString(answer.body().toString());
    }

    private HttpServerRequest request() {
        HttpServerResponse response = response();
        return (HttpServerRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "response" -> response;
                    case "connection" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A response with room for so many buffers until they are read. */
    private HttpServerResponse response() {
        return (HttpServerResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "ended", "closed" -> false;
                    case "writeQueueFull" -> {
                        if (ended) { // as in Vert.x
                            throw new IllegalStateException("Response has already been written");
                        }
                        yield waiting >= ROOM;
                    }
                    case "write" -> written((Buffer) arguments[0]);
                    case "end" -> {
                        ended = true;
                        yield written((Buffer) arguments[0]);
                    }
                    case "drainHandler" -> {
                        if (arguments[0] != null) {
                            drained.add(drainHandler(arguments[0]));
                        }
                        yield proxy;
                    }
                    case "setStatusCode", "putHeader" -> proxy;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @SuppressWarnings("unchecked")
    private static Handler<Void> drainHandler(Object handler) {
        return (Handler<Void>) handler;
    }

    private Future<Void> written(Buffer part) {
        written.append(part);
        waiting++;
        return Future.succeededFuture();
    }
}
