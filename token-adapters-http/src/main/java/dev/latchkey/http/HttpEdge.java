package dev.latchkey.http;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.Client;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
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
    private static final long MAX_DROPPED = 1L << 30;
    private static final long LINGER_MILLIS = 2_000;

    private static final int QUOTED_LENGTH = 200;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final MethodRegistry registry;
    private final Gateway gateway;
    private final RequestReader reader;
    private final Pages pages;
    private final OwnOrigin ownOrigin;
    private final BrowserSession browserSession;
    private final BooleanSupplier healthy;

    HttpEdge(
            Vertx vertx,
            WorkerExecutor workers,
            MethodRegistry registry,
            Gateway gateway,
            RequestReader reader,
            Pages pages,
            OwnOrigin ownOrigin,
            BooleanSupplier healthy) {
        this.vertx = vertx;
        this.workers = workers;
        this.registry = registry;
        this.gateway = gateway;
        this.reader = reader;
        this.pages = pages;
        this.ownOrigin = ownOrigin;
        this.browserSession = new BrowserSession(ownOrigin);
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
        } else if (pages.has(path, request.method())) {
            pages.send(request, path);
        } else {
            Answer unknown = Answer.error(ResultCode.NOT_FOUND, "there is no API method at " + quoted(path));
            HttpAnswer.send(request.response(), 404, unknown);
        }
    }

    private void call(HttpServerRequest request, PlatformMethod method) {
        if (!CALLED_BY.contains(request.method())) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            HttpAnswer.send(
                    request.response(),
                    405,
                    method.told(Answer.error(ResultCode.INVALID_PARAMETER, "call it by GET or POST")));
            return;
        }
        reader.read(
                        request,
                        method.takesFile(),
                        fields -> gateway.refusal(arrived(request, method, Reading.of(fields))))
                .compose(reading -> answer(request, method, reading))
                .map(answer -> browserSession.kept(request, method, answer))
                .onSuccess(answer -> HttpAnswer.send(request.response(), 200, answer))
                .onFailure(e -> fail(request, method, e));
    }

    private Future<Answer> answer(HttpServerRequest request, PlatformMethod method, Reading reading) {
        long start = System.nanoTime();
        Request arrived = arrived(request, method, reading);
        return answer(arrived)
                .onSuccess(answer -> log(arrived, answer, System.nanoTime() - start))
                .onComplete(done -> reading.upload().ifPresent(this::discard));
    }

    /** On the event loop where nothing waits, as for a cached token's call of a method that does not; by a worker otherwise. */
    private Future<Answer> answer(Request request) {
        Optional<Decision> decided = gateway.decideAtOnce(request);
        if (decided.isPresent()
                && (decided.get() instanceof Decision.Refused
                        || !request.method().blocking())) {
            return Future.succeededFuture(gateway.answer(request, decided.get()));
        }
        return workers.executeBlocking(
                        () -> gateway.answer(request, decided.orElseGet(() -> gateway.decide(request))), false)
                .map(Objects::requireNonNull);
    }

    private Request arrived(HttpServerRequest request, PlatformMethod method, Reading reading) {
        return new Request(
                method,
                Parameters.of(reading.pairs()),
                reading.upload(),
                Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)),
                browserSession.of(request),
                ownOrigin.name(request),
                new Client(
                        request.remoteAddress().hostAddress(),
                        Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "")));
    }

    /** Removes an upload that its method did not move away. */
    private void discard(Upload upload) {
        vertx.fileSystem().delete(upload.file().toString()).otherwiseEmpty();
    }

    private void fail(HttpServerRequest request, PlatformMethod method, Throwable e) {
        if (e instanceof InvalidParameterException invalid) {
            HttpAnswer.send(request.response(), 200, method.told(invalid.answer()));
        } else if (e instanceof EarlyAnswerException early) {
            answerEarly(request, new EarlyAnswerException(early.status(), method.told(early.answer())));
        } else if (request.response().closed()
                || e instanceof HttpClosedException
                || e instanceof StreamResetException) {
            LOGGER.debug("a client went away: {}", e.toString());
        } else {
            HttpAnswer.send(request.response(), 200, method.told(Refusals.failure("a request", e)));
        }
    }

    /** Answers before the body is used, and drops what of it still comes, so that the answer gets through. */
    private void answerEarly(HttpServerRequest request, EarlyAnswerException early) {
        if (request.version().equals(HttpVersion.HTTP_2)) {
            answerEarlyOnStream(request, early);
            return;
        }
        if (!request.isEnded()) {
            request.handler(chunk -> {}).exceptionHandler(e -> {}).resume();
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        HttpAnswer.send(request.response(), early.status(), early.answer());
        vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }

    /**
     * The same for a stream of HTTP/2, whose connection others use. To an error of HTTP a client stops sending. It does not to
     * a 200, and once that has ended nobody takes what it sends: so its body is taken first.
     */
    private static void answerEarlyOnStream(HttpServerRequest request, EarlyAnswerException early) {
        if (early.status() != 200 || request.isEnded()) {
            HttpAnswer.send(request.response(), early.status(), early.answer());
            return;
        }
        request.exceptionHandler(e -> {});
        request.endHandler(end -> HttpAnswer.send(request.response(), 200, early.answer()));
        request.handler(chunk -> {
            if (request.bytesRead() > MAX_DROPPED) {
                HttpAnswer.send(request.response(), 413, early.answer());
            }
        });
        request.resume();
    }

    private void health(HttpServerRequest request) {
        workers.executeBlocking(healthy::getAsBoolean, false)
                .otherwise(false)
                .onSuccess(up -> HttpAnswer.send(
                        request.response(),
                        up ? 200 : 503,
                        new JsonObject().put("status", up ? "UP" : "DOWN").toBuffer()));
    }

    private static void log(Request request, Answer answer, long nanoseconds) {
        if (LOGGER.isDebugEnabled()) {
            LOGGER.debug(
                    "{} from {}, ruk {}: {} in {} ms",
                    request.method().method(),
                    request.client().address(),
                    quoted(String.join(",", request.parameters().all("ruk"))),
                    answer.code().number(),
                    nanoseconds / 1_000_000);
        }
    }

    /** Somebody's text, cut to a length and without control characters. */
    private static String quoted(String text) {
        String start = text.substring(0, Math.min(text.length(), QUOTED_LENGTH));
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
