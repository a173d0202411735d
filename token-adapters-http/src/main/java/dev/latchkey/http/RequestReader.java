package dev.latchkey.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what a call says out of its query and its body. Used on the event loop of its request. */
final class RequestReader {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private final UploadSettings uploads;
    private final MultipartReader multipart;

    RequestReader(UploadSettings uploads, MultipartReader multipart) {
        this.uploads = uploads;
        this.multipart = multipart;
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
            String query = request.query();
            List<Map.Entry<String, String>> pairs = query == null ? List.of() : FormDecoder.decode(query, "query");
            return readBody(request, takesFile, after(pairs, doorkeeper))
                    .map(body -> new Reading(concat(pairs, body.pairs()), body.upload(), body.held()));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Reading> readBody(HttpServerRequest request, boolean takesFile, Doorkeeper doorkeeper) {
        if (!request.method().equals(HttpMethod.POST)) {
            return Future.succeededFuture(Reading.of(List.of()));
        }
        long limit = takesFile ? uploads.maxSize() : PlatformServer.MAX_BODY;
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > limit) {
            throw EarlyAnswerException.tooLarge(limit);
        }
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            request.response().writeContinue();
        }
        return switch (mediaType(request)) {
            case MULTIPART ->
                multipart
                        .read(request, takesFile, doorkeeper)
                        .body()
                        .map(body -> new Reading(body.fields(), body.upload(), body.held()));
            case FORM -> whole(request).map(body -> Reading.of(FormDecoder.decode(utf8(body), "body")));
            default -> whole(request).map(RequestReader::nothing);
        };
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

    private static Future<Buffer> whole(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.exceptionHandler(whole::tryFail);
        request.endHandler(end -> whole.tryComplete(body));
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= PlatformServer.MAX_BODY) {
                body.appendBuffer(chunk);
            } else {
                whole.tryFail(EarlyAnswerException.tooLarge(PlatformServer.MAX_BODY));
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
