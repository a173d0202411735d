package dev.latchkey.http.server;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.bounds.Deadlines;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The body of one response, written in pieces as its client reads. Used on the event loop of the request. */
final class PacedBody {

    /** How many bytes are written at a time. */
    static final int PIECE = 64 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Pacing pacing;
    private final ImmutableList<Buffer> parts;
    private final Supplier<Deadlines.Deadline> watch;
    private Deadlines.@Nullable Deadline deadline;
    private int part;
    private int position;

    /**
     * @param parts at least one
     * @param watch starts a deadline that is moved whenever the client has read
     */
    PacedBody(
            HttpServerRequest request, ImmutableList<Buffer> parts, Pacing pacing, Supplier<Deadlines.Deadline> watch) {
        this.request = request;
        this.response = request.response();
        this.pacing = pacing;
        this.parts = parts;
        this.watch = watch;
    }

    /** Writes as much as there is room for, and the rest when there is room again. */
    void write() {
        Future<Void> written = Future.succeededFuture();
        while (!isLast()) {
            if (AnswerWriter.isOver(response)) {
                end();
                return;
            }
            if (!pacing.hasRoom(request)) {
                await(written);
                return;
            }
            written = response.write(next());
        }
        Future<Void> ended = response.end(next());
        if (deadline != null || pacing.lags(request.connection()) || request.version() == HttpVersion.HTTP_2) {
            watched();
            ended.onComplete(done -> end());
        }
    }

    private void await(Future<Void> written) {
        watched();
        written.onFailure(gone -> end());
        pacing.whenRoom(request, this::write);
    }

    private void watched() {
        if (deadline == null) {
            deadline = watch.get();
        } else {
            deadline.renew();
        }
    }

    private void end() {
        if (deadline != null) {
            deadline.end();
        }
    }

    private boolean isLast() {
        return part == parts.size() - 1 && parts.get(part).length() - position <= PIECE;
    }

    private Buffer next() {
        Buffer whole = parts.get(part);
        int end = Math.min(whole.length(), position + PIECE);
        Buffer piece = position == 0 && end == whole.length() ? whole : whole.slice(position, end);
        if (end == whole.length()) {
            part++;
            position = 0;
        } else {
            position = end;
        }
        return piece;
    }
}
