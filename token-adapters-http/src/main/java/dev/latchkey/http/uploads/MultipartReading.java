package dev.latchkey.http.uploads;

import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Reading;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one request's body into a {@link MultipartForm}: the next piece only when the one before was taken, by a worker where a
 * file may be written. All but the form's work runs on the event loop of the request.
 */
public final class MultipartReading {

    private static final Logger LOGGER = LoggerFactory.getLogger(MultipartReading.class);

    private final HttpServerRequest request;
    private final MultipartForm form;
    private final Optional<WorkerExecutor> workers;
    private final Promise<Reading> body = Promise.promise();
    private boolean over;

    /** @param workers absent where nothing in the form waits */
    MultipartReading(HttpServerRequest request, MultipartForm form, Optional<WorkerExecutor> workers) {
        this.request = request;
        this.form = form;
        this.workers = workers;
    }

    /** What there is in the body, once it has come. */
    public Future<Reading> body() {
        return body.future();
    }

    /** Gives up, as when it takes too long; the body fails with {@code e} once nothing is held. Does nothing if it has come. */
    public void abort(EarlyAnswerException e) {
        fail(e);
    }

    MultipartReading start() {
        request.exceptionHandler(e -> fail(EarlyAnswerException.broken()));
        request.endHandler(end -> run(form::end).onSuccess(this::succeed).onFailure(this::refuse));
        request.handler(this::take);
        return this;
    }

    private void take(Buffer piece) {
        workers.ifPresent(waits -> request.pause());
        run(() -> {
                    form.take(piece.getBytes());
                    return true;
                })
                .onSuccess(taken -> goOn())
                .onFailure(this::refuse);
    }

    /** A request that has ended must not be resumed: over HTTP/2 that throws. */
    private void goOn() {
        if (workers.isPresent() && !request.isEnded()) {
            request.resume();
        }
    }

    /** From now on the call has what is held, and what happens to the request is no matter of ours. */
    private void succeed(Reading whole) {
        if (!over) {
            over = true;
            body.complete(whole);
        }
    }

    /** Something is wrong with the body, or there is no room for it. */
    private void refuse(Throwable e) {
        fail(
                e instanceof InvalidParameterException invalid && !request.isEnded()
                        ? new EarlyAnswerException(200, invalid.answer())
                        : e);
    }

    /** Drops what still comes, for the connection is mute otherwise, and tells the failure when nothing is held any more. */
    private void fail(Throwable e) {
        if (over) {
            return;
        }
        over = true;
        if (!request.isEnded()) {
            request.handler(piece -> {})
                    .endHandler(end -> {})
                    .exceptionHandler(later -> {})
                    .resume();
        }
        run(this::close).onFailure(this::closeHere).onComplete(closed -> body.fail(e));
    }

    private boolean close() {
        form.close();
        return true;
    }

    /** Where no worker could, as when the server ends: it takes no more than a moment. */
    private void closeHere(Throwable e) {
        LOGGER.error("an upload was not removed by a worker", e);
        form.close();
    }

    private <T> Future<T> run(Callable<T> work) {
        if (workers.isPresent()) {
            return workers.get().executeBlocking(work, false).map(Objects::requireNonNull);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }
}
