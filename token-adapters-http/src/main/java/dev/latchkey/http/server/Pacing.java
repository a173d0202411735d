package dev.latchkey.http.server;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Tells when the client of a request has read enough for more to be written. Used on the event loop of the request. */
interface Pacing {

    /** As far as Vert.x tells: over TLS it tells late, when all that came in by one read was answered. */
    Pacing OF_VERTX = new Pacing() {

        @Override
        public boolean hasRoom(HttpServerRequest request) {
            return !request.response().writeQueueFull();
        }

        @Override
        public void whenRoom(HttpServerRequest request, Runnable then) {
            request.response().drainHandler(drained -> {
                request.response().drainHandler(null);
                then.run();
            });
        }

        @Override
        public boolean lags(HttpConnection connection) {
            return false;
        }

        @Override
        public boolean standsStill(HttpConnection connection, Duration time) {
            return false;
        }

        @Override
        public void cut(HttpConnection connection) {
            connection.close();
        }
    };

    /** Whether more may be written in answer to a request that is not answered yet. */
    boolean hasRoom(HttpServerRequest request);

    /** Runs {@code then} once more may be written, and never if the client goes away before. */
    void whenRoom(HttpServerRequest request, Runnable then);

    /** Whether much of what was written to a connection has not gone out. */
    boolean lags(HttpConnection connection);

    /** Whether a connection with an answer that has not moved for {@code time} has not been used for anything else lately. */
    boolean standsStill(HttpConnection connection, Duration time);

    /** Closes a connection at once, whatever is still to be written to it. */
    void cut(HttpConnection connection);
}
