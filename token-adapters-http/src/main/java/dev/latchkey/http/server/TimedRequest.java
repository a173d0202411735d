package dev.latchkey.http.server;

import dev.latchkey.http.RequestObserver;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** A request from its head to the last of its answer, which is told here. */
final class TimedRequest implements Handler<Void> {

    private final RequestObserver observer;
    private final HttpServerRequest request;
    private final String route;
    private final long start = System.nanoTime();

    TimedRequest(RequestObserver observer, HttpServerRequest request, String route) {
        this.observer = observer;
        this.request = request;
        this.route = route;
    }

    @Override
    public void handle(Void end) {
        observer.answered(
                route, request.method().name(), request.response().getStatusCode(), System.nanoTime() - start);
    }
}
