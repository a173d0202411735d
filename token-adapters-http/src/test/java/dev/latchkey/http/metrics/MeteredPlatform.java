package dev.latchkey.http.metrics;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.RequestHead;
import dev.latchkey.http.Resource;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.token.TokenState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;

/** A platform whose metrics know all parts that there can be. */
final class MeteredPlatform implements AutoCloseable {

    final TestPlatform platform = new TestPlatform(List.of("environment.control.Other"));
    final Metrics metrics = new Metrics("1.2.3", "0123abc");

    MeteredPlatform() {
        metrics.latchkey(platform.latchkey);
        metrics.server(bound -> bound == Bound.REQUEST_TIME ? 2 : 0, () -> 7);
        metrics.database(() -> true, () -> 3);
        metrics.tokens(() -> ImmutableMap.of(TokenState.LIVE, 1_000_000L, TokenState.OWNER_DISABLED, 2L));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> text().contains("latchkey_tokens{"));
    }

    /** The text of Prometheus. */
    String text() {
        return body(asked(""));
    }

    HttpReply asked(String accept) {
        RequestHead head = new RequestHead() {
            @Override
            public String method() {
                return "GET";
            }

            @Override
            public String scheme() {
                return "http";
            }

            @Override
            public String authority() {
                return "localhost";
            }

            @Override
            public List<String> headers(String name) {
                return name.equals("Accept") && !accept.isEmpty() ? List.of(accept) : List.of();
            }

            @Override
            public void forEachHeader(BiConsumer<String, String> header) {
                headers("Accept").forEach(value -> header.accept("Accept", value));
            }

            @Override
            public String remoteAddress() {
                return "192.0.2.7";
            }
        };
        return metrics.resource().answer(Resource.Request.of(head, "/metrics"));
    }

    static String body(HttpReply reply) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            reply.writeTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        metrics.close();
        platform.latchkey.close();
    }
}
