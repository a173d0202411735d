package dev.latchkey.http;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/** What a server is to send back: a status, headers and bytes. Immutable. */
public final class HttpReply {

    private final int status;
    private final Answer answer;

    HttpReply(int status, Answer answer) {
        this.status = status;
        this.answer = answer;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** All headers but the length; some stand several times. */
    public ImmutableListMultimap<String, String> headers() {
        ImmutableMap<String, String> usual = ImmutableMap.<String, String>builder()
                .putAll(SecureHeaders.OF_ANSWERS)
                .putAll(answer.contentHeaders())
                .buildKeepingLast();
        return ImmutableListMultimap.<String, String>builder()
                .putAll(Maps.filterKeys(usual, name -> !answer.headers().containsKey(name))
                        .entrySet())
                .putAll(answer.headers())
                .build();
    }

    /**
     * Writes the body, and leaves {@code out} open.
     *
     * @throws IOException if it cannot be written, or a file that the answer is cannot be read
     */
    public void writeTo(OutputStream out) throws IOException {
        if (answer.file().isPresent()) {
            Files.copy(answer.file().get().path(), out);
            return;
        }
        for (Buffer part : answer.parts()) {
            out.write(part.getBytes());
        }
    }

    /** The status and the result code, as the body may hold a secret. */
    @Override
    public String toString() {
        return "HttpReply[" + status + ", " + answer + "]";
    }
}
