package dev.latchkey.http;

import com.google.common.primitives.Longs;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a call says out of its query and its body. Used on the event loop of its request. */
final class RequestReader {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private final WorkerExecutor workers;
    private final UploadSettings uploads;
    private final Duration time;
    private final Deadlines deadlines;
    private final BoundCounters counters;

    /** @param time how long a request may take to come in, files left out */
    RequestReader(
            WorkerExecutor workers,
            UploadSettings uploads,
            Duration time,
            Deadlines deadlines,
            BoundCounters counters) {
        this.workers = workers;
        this.uploads = uploads;
        this.time = time;
        this.deadlines = deadlines;
        this.counters = counters;
    }

    /**
     * What a request says, once its body is read to its end; a failure with {@link InvalidParameterException} or
     * {@link EarlyAnswerException} before that, as soon as something is wrong with it.
     *
     * @param memory where the body is counted
     * @param takesFile whether a file may come with it
     * @param doorkeeper decides whether the file is taken
     */
    Future<Reading> read(
            HttpServerRequest request,
            BodyMemory.Share memory,
            boolean takesFile,
            MultipartReader.Doorkeeper doorkeeper) {
        try {
            String query = request.query();
            List<Map.Entry<String, String>> pairs = query == null ? List.of() : FormDecoder.decode(query, "query");
            if (!request.method().equals(HttpMethod.POST)) {
                return Future.succeededFuture(Reading.of(pairs));
            }
            Promise<Reading> reading = Promise.promise();
            Deadlines.Deadline deadline = deadline(request, takesFile, reading);
            readBody(request, memory, takesFile, fields -> doorkeeper.refuse(concat(pairs, fields)))
                    .map(body -> new Reading(concat(pairs, body.pairs()), body.upload()))
                    .onComplete(reading::tryComplete, reading::tryFail);
            return reading.future().onComplete(done -> deadline.end());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** Refuses a request that takes too long to come in: with a file, longer than the slowest that is let in. */
    private Deadlines.Deadline deadline(HttpServerRequest request, boolean takesFile, Promise<Reading> reading) {
        long start = System.nanoTime();
        AtomicReference<Deadlines.@Nullable Deadline> self = new AtomicReference<>();
        Deadlines.Deadline deadline = deadlines.in(time, () -> {
            Duration granted = takesFile ? time.plusSeconds(request.bytesRead() / Bounds.LEAST_FILE_RATE) : time;
            Duration left = granted.minusNanos(System.nanoTime() - start);
            Deadlines.Deadline set = self.get();
            if (set != null && !left.isNegative() && !left.isZero()) {
                set.extend(left);
            } else if (reading.tryFail(EarlyAnswerException.late())) {
                counters.refused(Bound.REQUEST_TIME);
            }
        });
        self.set(deadline);
        return deadline;
    }

    private Future<Reading> readBody(
            HttpServerRequest request,
            BodyMemory.Share memory,
            boolean takesFile,
            MultipartReader.Doorkeeper doorkeeper) {
        checkCoding(request);
        long limit = takesFile ? uploads.maxSize() : PlatformServer.MAX_BODY;
        if (contentLength(request) > limit) {
            throw EarlyAnswerException.tooLarge(limit);
        }
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            request.response().writeContinue();
        }
        return switch (mediaType(request)) {
            case MULTIPART -> {
                Optional<Path> directory = takesFile ? Optional.of(uploads.directory()) : Optional.empty();
                yield new MultipartReader(request, limit, new MultipartData(directory), doorkeeper).read(workers);
            }
            case FORM -> whole(request, memory).map(body -> Reading.of(FormDecoder.decode(utf8(body), "body")));
            default -> whole(request, memory).map(RequestReader::nothing);
        };
    }

    /** How long the body says that it is; 0 if it does not. */
    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        Long parsed = Longs.tryParse(length);
        if (parsed == null || parsed < 0) {
            throw EarlyAnswerException.broken();
        }
        return parsed;
    }

    /** Tells a client whose body is encoded what would be taken (RFC 9110, 12.5.3). */
    private static void checkCoding(HttpServerRequest request) {
        try {
            BodyCoding.check(request.headers().getAll(HttpHeaders.CONTENT_ENCODING));
        } catch (EarlyAnswerException e) {
            request.response().putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
            throw e;
        }
    }

    private static Future<Buffer> whole(HttpServerRequest request, BodyMemory.Share memory) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.exceptionHandler(e -> whole.tryFail(EarlyAnswerException.broken()));
        request.endHandler(end -> whole.tryComplete(body));
        request.handler(chunk -> {
            if (whole.future().isComplete()) {
                return; // refused: what still comes is dropped
            }
            if (body.length() + chunk.length() > PlatformServer.MAX_BODY) {
                whole.tryFail(EarlyAnswerException.tooLarge(PlatformServer.MAX_BODY));
                return;
            }
            try {
                memory.take(chunk.length());
                body.appendBuffer(chunk);
            } catch (EarlyAnswerException full) {
                whole.tryFail(full);
            }
        });
        return whole.future();
    }

    private static Reading nothing(Buffer body) {
        if (body.length() > 0) {
            throw new InvalidParameterException(
                    "Content-Type", "send parameters in the query, or as " + FORM + ", or as " + MULTIPART);
        }
        return Reading.of(List.of());
    }

    private static String mediaType(HttpServerRequest request) {
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static String utf8(Buffer body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidParameterException("body", "it is not UTF-8");
        }
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return second.isEmpty()
                ? first
                : Stream.concat(first.stream(), second.stream()).toList();
    }
}
