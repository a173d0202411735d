package dev.latchkey.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one request's body of {@code multipart/form-data} (RFC 7578), a piece at a time: its fields to memory and, where its
 * method takes one, its file to disk, once its caller is known to be allowed to send it. Vert.x tells the fields only at the
 * end of a body, when the file is there already: so this is Netty's decoder, on the workers, as it writes files.
 */
final class MultipartReader {

    /** Decides, when a file begins, whether it is taken; may block. */
    @FunctionalInterface
    interface Doorkeeper {

        /**
         * The answer by which the file is refused, or nothing.
         *
         * @param fields all that stand before the file
         */
        Optional<Answer> refuse(List<Map.Entry<String, String>> fields);
    }

    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_UNDECODED = 64 * 1024;

    private final HttpServerRequest request;
    private final long limit;
    private final Doorkeeper doorkeeper;
    private final MultipartData data;
    private final HttpPostMultipartRequestDecoder decoder;
    private final List<Map.Entry<String, String>> fields = new ArrayList<>();
    private Optional<Upload> upload = Optional.empty();
    private long fieldBytes;
    private boolean fileAllowed;
    private boolean discarded;

    /**
     * @param limit how many bytes the body may have
     * @param data where fields and files are kept
     * @throws InvalidParameterException if the request's Content-Type names no boundary
     */
    MultipartReader(HttpServerRequest request, long limit, MultipartData data, Doorkeeper doorkeeper) {
        this.request = request;
        this.limit = limit;
        this.data = data;
        this.doorkeeper = doorkeeper;
        try {
            DefaultHttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
            head.headers().set(HttpHeaders.CONTENT_TYPE, request.getHeader(HttpHeaders.CONTENT_TYPE));
            this.decoder =
                    new HttpPostMultipartRequestDecoder(data, head, StandardCharsets.UTF_8, MAX_FIELDS, MAX_UNDECODED);
            decoder.setDiscardThreshold(MAX_UNDECODED);
        } catch (RuntimeException e) {
            throw broken();
        }
    }

    /** What there is in the body, once it is read; whatever goes wrong, no file is left. */
    Future<Reading> read(WorkerExecutor workers) {
        Promise<Reading> reading = Promise.promise();
        request.exceptionHandler(e -> reading.tryFail(broken()));
        request.endHandler(end -> workers.executeBlocking(this::end, false).onComplete(reading));
        request.handler(piece -> {
            request.pause();
            workers.executeBlocking(() -> take(piece), false)
                    .onSuccess(taken -> request.resume())
                    .onFailure(reading::tryFail);
        });
        return reading.future().onFailure(e -> workers.executeBlocking(this::discard, false));
    }

    private synchronized boolean take(Buffer piece) {
        if (request.bytesRead() > limit) {
            throw EarlyAnswerException.tooLarge(limit);
        }
        offer(new DefaultHttpContent(Unpooled.wrappedBuffer(piece.getBytes())));
        return true;
    }

    private synchronized Reading end() {
        offer(new DefaultLastHttpContent());
        if (fields.isEmpty() && upload.isEmpty()) {
            throw broken();
        }
        decoder.destroy();
        return new Reading(List.copyOf(fields), upload);
    }

    /** Gives up, and removes what there is of the file. */
    private synchronized boolean discard() {
        discarded = true;
        decoder.destroy();
        data.deleteFiles();
        return true;
    }

    private void offer(HttpContent content) {
        if (discarded) {
            throw broken();
        }
        try {
            decoder.offer(content);
            while (decoder.hasNext()) {
                keep(decoder.next());
            }
            if (decoder.currentPartialHttpData() instanceof FileUpload) {
                allow();
            }
        } catch (EndOfDataDecoderException e) {
            // all parts were read; what follows the last boundary does not count
        } catch (InvalidParameterException | EarlyAnswerException e) {
            throw e;
        } catch (RuntimeException | IOException e) {
            throw broken();
        }
    }

    private void keep(InterfaceHttpData part) throws IOException {
        if (part instanceof Attribute field) {
            fieldBytes += field.length();
            if (fieldBytes > PlatformServer.MAX_BODY) {
                throw EarlyAnswerException.tooLarge(PlatformServer.MAX_BODY);
            }
            fields.add(Map.entry(field.getName(), field.getValue()));
        } else if (part instanceof FileUpload file && data.takesFiles()) {
            allow();
            if (upload.isPresent()) {
                throw new InvalidParameterException("file", "there is more than one: send one a call");
            }
            file.retain(); // so that the decoder's end leaves it: it is the method's now
            upload = Optional.of(new Upload(file.getFilename(), file.getFile().toPath(), file.length()));
        }
    }

    private void allow() {
        if (data.takesFiles() && !fileAllowed) {
            doorkeeper.refuse(List.copyOf(fields)).ifPresent(answer -> {
                throw new EarlyAnswerException(200, answer);
            });
            fileAllowed = true;
        }
    }

    private static InvalidParameterException broken() {
        return new InvalidParameterException("body", "it is not the multipart/form-data that its Content-Type says");
    }
}
