package dev.latchkey.http;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.http.RequestReader.BodyTooLargeException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes HTTP requests to the {@link Gateway} and its answers back. It runs on the event loops; what may block goes to the
 * workers.
 */
final class HttpEdge implements Handler<HttpServerRequest> {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpEdge.class);
    private static final ImmutableSet<HttpMethod> CALLED_BY = ImmutableSet.of(HttpMethod.GET, HttpMethod.POST);
    private static final long LINGER_MILLIS = 2_000;
    private static final int QUOTED_PATH_LENGTH = 200;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final MethodRegistry registry;
    private final Gateway gateway;
    private final RequestReader reader;
    private final BooleanSupplier healthy;

    HttpEdge(
            Vertx vertx,
            WorkerExecutor workers,
            MethodRegistry registry,
            Gateway gateway,
            RequestReader reader,
            BooleanSupplier healthy) {
        this.vertx = vertx;
        this.workers = workers;
        this.registry = registry;
        this.gateway = gateway;
        this.reader = reader;
        this.healthy = healthy;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = Objects.requireNonNullElse(request.path(), "");
        Optional<PlatformMethod> method = registry.find(path);
        if (method.isPresent()) {
            call(request, method.get());
        } else if (path.equals("/health")) {
            health(request);
        } else {
            send(request, 404, Answer.error(ResultCode.NOT_FOUND, "there is no API method at " + quoted(path)));
        }
    }

    private void call(HttpServerRequest request, PlatformMethod method) {
        if (!CALLED_BY.contains(request.method())) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            send(request, 405, Answer.error(ResultCode.INVALID_PARAMETER, "call it by GET or POST"));
            return;
        }
        reader.read(request)
                .compose(parameters -> answer(request, method, parameters))
                .onSuccess(answer -> send(request, 200, answer))
                .onFailure(e -> fail(request, e));
    }

    private Future<Answer> answer(HttpServerRequest request, PlatformMethod method, Parameters parameters) {
        long start = System.nanoTime();
        Request arrived = new Request(
                method,
                parameters,
                Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)),
                request.remoteAddress().hostAddress(),
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
        return workers.executeBlocking(() -> gateway.answer(arrived), false)
                .onSuccess(answer -> log(arrived, answer, System.nanoTime() - start));
    }

    private void fail(HttpServerRequest request, Throwable e) {
        if (e instanceof InvalidParameterException invalid) {
            send(request, 200, invalid.answer());
        } else if (e instanceof BodyTooLargeException tooLarge) {
            rejectBody(request, tooLarge.answer());
        } else {
            LOGGER.debug("a request broke off: {}", e.toString());
            request.connection().close();
        }
    }

    /** Answers before the body is read, and drops what of it still comes for a while, so that the answer gets through. */
    private void rejectBody(HttpServerRequest request, Answer answer) {
        request.handler(chunk -> {}).exceptionHandler(e -> {}).resume();
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        send(request, 413, answer);
        vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }

    private void health(HttpServerRequest request) {
        workers.executeBlocking(healthy::getAsBoolean, false)
                .recover(e -> Future.succeededFuture(false))
                .onSuccess(up -> send(
                        request,
                        up ? 200 : 503,
                        new JsonObject().put("status", up ? "UP" : "DOWN").toBuffer()));
    }

    private static void send(HttpServerRequest request, int status, Answer answer) {
        send(request, status, answer.body());
    }

    private static void send(HttpServerRequest request, int status, Buffer json) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(json);
    }

    private static void log(Request request, Answer answer, long nanoseconds) {
        if (LOGGER.isDebugEnabled()) {
            LOGGER.debug(
                    "{} from {}, ruk {}: {} in {} ms",
                    request.method().method(),
                    request.address(),
                    quoted(String.join(",", request.parameters().all("ruk"))),
                    answer.code().number(),
                    nanoseconds / 1_000_000);
        }
    }

    /** Somebody's text, cut to a length and without control characters. */
    private static String quoted(String text) {
        String start = text.substring(0, Math.min(text.length(), QUOTED_PATH_LENGTH));
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
