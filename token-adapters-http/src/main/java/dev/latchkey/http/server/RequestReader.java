package dev.latchkey.http.server;

import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Longs;
import dev.latchkey.http.Doorkeeper;
import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.FormDecoder;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Reading;
import dev.latchkey.http.bounds.BodyBytes;
import dev.latchkey.http.bounds.BodyMemory;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.bounds.BoundCounters;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.bounds.Deadlines;
import dev.latchkey.http.uploads.MultipartReader;
import dev.latchkey.http.uploads.MultipartReading;
import dev.latchkey.http.uploads.UploadSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a call says out of its query and its body. Used on the event loop of its request. */
final class RequestReader {

    static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    /** For bodies that are no multipart. */
    private static final Doorkeeper NO_FILES = new Doorkeeper() {
        @Override
        public boolean namesCaller(List<Map.Entry<String, String>> fields) {
            return false;
        }

        @Override
        public Admission admit(List<Map.Entry<String, String>> fields) {
            throw new InvalidParameterException("file", "no file is taken");
        }
    };

    private final UploadSettings uploads;
    private final MultipartReader multipart;
    private final BodyMemory memory;
    private final Duration time;
    private final Deadlines deadlines;
    private final BoundCounters counters;

    /** @param time how long a request may take to come in, files left out */
    RequestReader(
            UploadSettings uploads,
            MultipartReader multipart,
            BodyMemory memory,
            Duration time,
            Deadlines deadlines,
            BoundCounters counters) {
        this.uploads = uploads;
        this.multipart = multipart;
        this.memory = memory;
        this.time = time;
        this.deadlines = deadlines;
        this.counters = counters;
    }

    /** Whether the body of a request is read: that of a POST. One of a GET has no meaning (RFC 9110, 9.3.1). */
    static boolean readsBody(HttpServerRequest request) {
        return request.method().equals(HttpMethod.POST);
    }

    /**
     * What a request says whose body is not read.
     *
     * @throws InvalidParameterException if its query is broken
     */
    static Reading readQuery(HttpServerRequest request) {
        return Reading.of(query(request));
    }

    /**
     * What a request says, once its body is read to its end; a failure with {@link InvalidParameterException} or
     * {@link EarlyAnswerException} before that, as soon as something is wrong with it.
     *
     * @param takesFile whether a file may come with it
     * @param doorkeeper decides whether the file is taken
     */
    Future<Reading> read(HttpServerRequest request, boolean takesFile, Doorkeeper doorkeeper) {
        try {
            List<Map.Entry<String, String>> pairs = query(request);
            return readBody(request, takesFile, after(pairs, doorkeeper))
                    .map(body -> new Reading(concat(pairs, body.pairs()), body.upload(), body.held()));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** The form in the body of a POST, whose query is left alone; a failure as {@link #read} has it. */
    Future<Reading> readForm(HttpServerRequest request) {
        try {
            return readBody(request, false, NO_FILES);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static List<Map.Entry<String, String>> query(HttpServerRequest request) {
        String query = request.query();
        return query == null ? List.of() : FormDecoder.decode(query, "query");
    }

    private Future<Reading> readBody(HttpServerRequest request, boolean takesFile, Doorkeeper doorkeeper) {
        checkCoding(request);
        long limit = takesFile ? uploads.maxSize() : Bounds.MAX_BODY;
        long length = contentLength(request);
        if (length > limit) {
            throw EarlyAnswerException.tooLarge(limit);
        }
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            request.response().writeContinue();
        }
        return switch (mediaType(request)) {
            case MULTIPART -> {
                AtomicReference<@Nullable MultipartReading> self = new AtomicReference<>();
                BodyMemory.Share share = share(request, () -> {
                    MultipartReading evicted = self.get();
                    if (evicted != null) {
                        evicted.abort(BodyMemory.full());
                    }
                });
                MultipartReading reading =
                        closing(share, () -> multipart.read(request, share, length, takesFile, doorkeeper));
                self.set(reading);
                Deadlines.Deadline deadline = deadline(request, takesFile, () -> reading.abort(late()));
                yield reading.body().onComplete(done -> deadline.end()).onSuccess(body -> share.whole());
            }
            case FORM -> whole(request, body -> FormDecoder.decode(utf8(body), "body"));
            default -> whole(request, RequestReader::nothing);
        };
    }

    /** Ends a request that takes too long to come in: with a file, longer than the slowest that is let in. */
    private Deadlines.Deadline deadline(HttpServerRequest request, boolean takesFile, Runnable late) {
        long start = System.nanoTime();
        return deadlines.in(time, deadline -> {
            Duration granted = takesFile ? time.plusSeconds(request.bytesRead() / Bounds.LEAST_FILE_RATE) : time;
            Duration left = granted.minusNanos(System.nanoTime() - start);
            if (left.isNegative() || left.isZero()) {
                late.run();
            } else {
                deadline.extend(left);
            }
        });
    }

    private EarlyAnswerException late() {
        counters.refused(Bound.REQUEST_TIME);
        return EarlyAnswerException.late();
    }

    /** The doorkeeper of fields that stand after these. */
    private static Doorkeeper after(List<Map.Entry<String, String>> pairs, Doorkeeper doorkeeper) {
        return new Doorkeeper() {
            @Override
            public boolean namesCaller(List<Map.Entry<String, String>> fields) {
                return doorkeeper.namesCaller(concat(pairs, fields));
            }

            @Override
            public Admission admit(List<Map.Entry<String, String>> fields) {
                return doorkeeper.admit(concat(pairs, fields));
            }
        };
    }

    /**
     * How long the body says that it is; 0 if it does not.
     *
     * @throws EarlyAnswerException if it says what is no length
     */
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

    /** What a request takes of the memory of all: its line and headers to begin with. */
    private BodyMemory.Share share(HttpServerRequest request, Runnable evicted) {
        Context eventLoop = requireNonNull(Vertx.currentContext());
        BodyMemory.Share share = memory.share(() -> eventLoop.runOnContext(told -> evicted.run()));
        long head = request.uri().length();
        for (Map.Entry<String, String> header : request.headers()) {
            head += header.getKey().length() + header.getValue().length();
        }
        long bytes = head;
        return closing(share, () -> {
            share.takeHead(bytes);
            return share;
        });
    }

    /** What {@code made} makes; the share is given back if that fails. */
    private static <T> T closing(BodyMemory.Share share, Supplier<T> made) {
        try {
            return made.get();
        } catch (RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /** A body that is held in memory, and what it says. */
    private Future<Reading> whole(HttpServerRequest request, Function<byte[], List<Map.Entry<String, String>>> decode) {
        Promise<BodyBytes> whole = Promise.promise();
        BodyMemory.Share held = share(request, () -> whole.tryFail(BodyMemory.full()));
        Deadlines.Deadline deadline = deadline(request, false, () -> whole.tryFail(late()));
        BodyBytes body = new BodyBytes();
        request.exceptionHandler(e -> whole.tryFail(EarlyAnswerException.broken()));
        request.endHandler(end -> whole.tryComplete(body));
        request.handler(chunk -> {
            if (!whole.future().isComplete()) { // refused: what still comes is dropped
                try {
                    held.take(chunk.length());
                    body.append(chunk.getBytes(), 0, chunk.length());
                } catch (EarlyAnswerException full) {
                    whole.tryFail(full);
                }
            }
        });
        return whole.future()
                .onComplete(done -> deadline.end())
                .onSuccess(read -> held.whole())
                .map(read -> new Reading(decode.apply(read.toByteArray()), Optional.empty(), held::close))
                .onFailure(failed -> {
                    if (!request.isEnded()) {
                        request.handler(chunk -> {})
                                .endHandler(end -> {}); // the body is not kept while the rest of it comes
                    }
                    held.close();
                });
    }

    private static List<Map.Entry<String, String>> nothing(byte[] body) {
        if (body.length > 0) {
            throw new InvalidParameterException(
                    "Content-Type", "send parameters in the query, or as " + FORM + ", or as " + MULTIPART);
        }
        return List.of();
    }

    /** Whether the body of a request says that it is a form. */
    static boolean isForm(HttpServerRequest request) {
        return mediaType(request).equals(FORM);
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

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
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
