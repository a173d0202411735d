package dev.latchkey.http.uploads;

import dev.latchkey.http.Doorkeeper;
import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.bounds.BodyMemory;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads bodies of {@code multipart/form-data} (RFC 7578), a piece at a time. Vert.x would tell the fields only at the end of a
 * body, when the file is there already, and its decoder loses characters of names and keeps files of those who went away. Safe
 * for use by many event loops.
 */
public final class MultipartReader {

    private final WorkerExecutor workers;
    private final Uploads uploads;

    /** @param workers write the files of bodies */
    public MultipartReader(WorkerExecutor workers, Uploads uploads) {
        this.workers = workers;
        this.uploads = uploads;
    }

    /**
     * Begins to read a request's body. Used on the event loop of the request, before any of the body was
     * taken.
     *
     * <p>The failure of its {@linkplain MultipartReading#body body} is an {@link EarlyAnswerException} while the body still comes, an {@link InvalidParameterException} once
     * it has ended, or what the request itself failed with. Before it is told nothing is held any more, and what still comes
     * of the body is being dropped: whoever answers has to bound that, and must not use the connection before it has ended.
     *
     * @param share what the body takes of the memory of all
     * @param length how many bytes the body says that it has; 0 if it does not
     * @param takesFile whether a file may be in it; without, all of it is read on the event loop
     * @throws InvalidParameterException if the request's Content-Type names no boundary
     */
    public MultipartReading read(
            HttpServerRequest request, BodyMemory.Share share, long length, boolean takesFile, Doorkeeper doorkeeper) {
        MultipartForm form = new MultipartForm(
                takesFile ? Optional.of(uploads) : Optional.empty(),
                doorkeeper,
                share,
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), ""),
                length);
        return new MultipartReading(request, form, takesFile ? Optional.of(workers) : Optional.empty()).start();
    }
}
