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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the parameters of a call out of its query and its body. Used on the event loop of its request. */
final class RequestReader {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private final long maxBody;

    /** @param maxBody how many bytes a body may have */
    RequestReader(long maxBody) {
        this.maxBody = maxBody;
    }

    /** A body has more bytes than are taken. */
    static final class BodyTooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BodyTooLargeException(long maxBody) {
            super("more than " + maxBody + " bytes", null, false, false);
        }

        Answer answer() {
            return Answer.invalidParameter("body", "it has " + getMessage() + ", which is all that is taken");
        }
    }

    /**
     * The parameters, once the body is read to its end; a failure with {@link InvalidParameterException} or
     * {@link BodyTooLargeException} before that as soon as something is wrong with them, or with whatever broke the
     * connection.
     */
    Future<Parameters> read(HttpServerRequest request) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        try {
            String query = request.query();
            if (query != null) {
                pairs.addAll(FormDecoder.decode(query, "query"));
            }
            return readBody(request).map(body -> {
                pairs.addAll(body);
                return Parameters.of(pairs);
            });
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<List<Map.Entry<String, String>>> readBody(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return Future.succeededFuture(List.of());
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > maxBody) {
            throw new BodyTooLargeException(maxBody);
        }
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            request.response().writeContinue();
        }
        return switch (mediaType(request)) {
            case MULTIPART -> multipart(request);
            case FORM -> whole(request).map(body -> FormDecoder.decode(utf8(body), "body"));
            default -> whole(request).map(RequestReader::nothing);
        };
    }

    private Future<Buffer> whole(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.exceptionHandler(whole::tryFail);
        request.endHandler(end -> whole.tryComplete(body));
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= maxBody) {
                body.appendBuffer(chunk);
            } else {
                whole.tryFail(new BodyTooLargeException(maxBody));
            }
        });
        return whole.future();
    }

    private Future<List<Map.Entry<String, String>>> multipart(HttpServerRequest request) {
        Promise<List<Map.Entry<String, String>>> read = Promise.promise();
        InvalidParameterException broken =
                new InvalidParameterException("body", "it is not the multipart/form-data that its Content-Type says");
        if (!request.getHeader(HttpHeaders.CONTENT_TYPE).contains("boundary=")) {
            throw broken;
        }
        try {
            request.setExpectMultipart(true);
        } catch (RuntimeException e) {
            throw broken;
        }
        request.exceptionHandler(e -> read.tryFail(broken));
        request.endHandler(end -> {
            List<Map.Entry<String, String>> pairs =
                    List.copyOf(request.formAttributes().entries());
            if (pairs.isEmpty()) {
                read.tryFail(broken);
            } else {
                read.tryComplete(pairs);
            }
        });
        request.handler(chunk -> {
            if (request.bytesRead() > maxBody) {
                read.tryFail(new BodyTooLargeException(maxBody));
            }
        });
        return read.future();
    }

    private static List<Map.Entry<String, String>> nothing(Buffer body) {
        if (body.length() > 0) {
            throw new InvalidParameterException(
                    "Content-Type", "send parameters in the query, or as " + FORM + ", or as " + MULTIPART);
        }
        return List.of();
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
}
