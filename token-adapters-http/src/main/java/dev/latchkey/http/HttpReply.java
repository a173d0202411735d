package dev.latchkey.http;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What a server is to send back: a status, headers and bytes. Immutable. */
public final class HttpReply {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final ImmutableList<Buffer> NOTHING = ImmutableList.of(Buffer.buffer());

    private final int status;
    private final ImmutableList<Header> own;
    private final ImmutableMap<String, String> content;
    private final ImmutableList<Buffer> parts;
    private final Optional<Answer.FileBody> file;

    /** A header. */
    public record Header(String name, String value) {

        public Header {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
        }

        /** The name alone, as the value may be a secret. */
        @Override
        public String toString() {
            return "Header[" + name + "]";
        }
    }

    private HttpReply(
            int status,
            ImmutableList<Header> own,
            ImmutableMap<String, String> content,
            ImmutableList<Buffer> parts,
            Optional<Answer.FileBody> file) {
        this.status = status;
        this.own = own;
        this.content = content;
        this.parts = parts;
        this.file = file;
    }

    HttpReply(int status, Answer answer) {
        this(
                status,
                answer.headers().entries().stream()
                        .map(header -> new Header(header.getKey(), header.getValue()))
                        .collect(toImmutableList()),
                answer.contentHeaders(),
                answer.parts(),
                answer.file());
    }

    /** A reply without a body. */
    public static HttpReply of(int status) {
        return new HttpReply(status, ImmutableList.of(), ImmutableMap.of(), NOTHING, Optional.empty());
    }

    /** A reply without a body, with these headers; those of one name stand one after the other. */
    public static HttpReply of(int status, List<Header> headers) {
        return new HttpReply(status, ImmutableList.copyOf(headers), ImmutableMap.of(), NOTHING, Optional.empty());
    }

    /** A reply with a body of this type. */
    public static HttpReply of(int status, String contentType, Buffer body) {
        requireNonNull(contentType, "contentType");
        return new HttpReply(
                status,
                ImmutableList.of(),
                ImmutableMap.of(CONTENT_TYPE, contentType),
                ImmutableList.of(body),
                Optional.empty());
    }

    /** A reply with a text in UTF-8, of a type without a charset: {@code text/plain}. */
    public static HttpReply text(int status, String mediaType, String text) {
        return of(status, mediaType + ";charset=UTF-8", Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A reply with a JSON object. */
    public static HttpReply json(int status, JsonObject body) {
        return of(status, "application/json;charset=UTF-8", body.toBuffer());
    }

    /** The same with one header more, of a name that it does not have. */
    public HttpReply with(String name, String value) {
        return with(List.of(new Header(name, value)));
    }

    /** The same with these headers more, of names that it does not have; those of one name stand one after the other. */
    public HttpReply with(List<Header> more) {
        ImmutableList<Header> all =
                ImmutableList.<Header>builder().addAll(own).addAll(more).build();
        return new HttpReply(status, all, content, parts, file);
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** All headers but the length; some stand several times. */
    public ImmutableListMultimap<String, String> headers() {
        ImmutableMap<String, String> usual = ImmutableMap.<String, String>builder()
                .putAll(SecureHeaders.OF_ANSWERS)
                .putAll(content)
                .buildKeepingLast();
        ImmutableListMultimap<String, String> mine =
                own.stream().collect(ImmutableListMultimap.toImmutableListMultimap(Header::name, Header::value));
        return ImmutableListMultimap.<String, String>builder()
                .putAll(Maps.filterKeys(usual, name -> !mine.containsKey(name)).entrySet())
                .putAll(mine)
                .build();
    }

    /** The headers that it has beside those of all replies and its type, or in their place; those of one name stand one after the other. */
    public ImmutableList<Header> ownHeaders() {
        return own;
    }

    /** The type of the body; empty if there is none. */
    public Optional<String> contentType() {
        return Optional.ofNullable(content.get(CONTENT_TYPE));
    }

    /** The body, in parts that must not be changed, if it is no file. */
    public ImmutableList<Buffer> parts() {
        return parts;
    }

    /**
     * Writes the body, and leaves {@code out} open.
     *
     * @throws IOException if it cannot be written, or a file that the answer is cannot be read
     */
    public void writeTo(OutputStream out) throws IOException {
        if (file.isPresent()) {
            Files.copy(file.get().path(), out);
            return;
        }
        for (Buffer part : parts) {
            out.write(part.getBytes());
        }
    }

    /** The status alone, as the body may hold a secret. */
    @Override
    public String toString() {
        return "HttpReply[" + status + "]";
    }
}
