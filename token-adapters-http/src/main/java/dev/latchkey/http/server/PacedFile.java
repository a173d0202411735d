package dev.latchkey.http.server;

import dev.latchkey.http.bounds.Deadlines;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A file that is the body of one response, read as its client reads. Used on the event loop of the request. */
final class PacedFile {

    private final AsyncFile file;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Pacing pacing;
    private final Deadlines.Deadline deadline;
    private boolean ended;

    /** @param deadline is moved whenever the client has read, and taken back at the end */
    PacedFile(AsyncFile file, HttpServerRequest request, Pacing pacing, Deadlines.Deadline deadline) {
        this.file = file;
        this.request = request;
        this.response = request.response();
        this.pacing = pacing;
        this.deadline = deadline;
    }

    void write() {
        response.exceptionHandler(gone -> end());
        file.exceptionHandler(broken -> {
            end();
            response.reset(); // its length was told: the client sees that it is cut
        });
        file.endHandler(read -> {
            end();
            response.end();
        });
        file.handler(piece -> {
            if (ended) {
                return;
            }
            deadline.renew();
            response.write(piece);
            if (!pacing.hasRoom(request)) {
                file.pause();
                pacing.whenRoom(request, () -> {
                    if (!ended) {
                        deadline.renew();
                        file.resume();
                    }
                });
            }
        });
    }

    private void end() {
        if (!ended) {
            ended = true;
            deadline.end();
            file.close();
        }
    }
}
