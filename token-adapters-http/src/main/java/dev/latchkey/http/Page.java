package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.hash.Hashing;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Something that a browser loads: a page, a style sheet, a script. Held in memory, as it is and compressed, from when it is first asked for. */
public final class Page {

    private final String contentType;
    private final Supplier<Content> content;

    private Page(String contentType, Supplier<byte[]> content) {
        this.contentType = contentType;
        this.content = Suppliers.memoize(() -> Content.of(content.get()));
    }

    /** What is sent, made when it is first asked for: a start need not wait for pages that nobody looks at. */
    private record Content(Buffer plain, Buffer compressed, String etag) {

        static Content of(byte[] bytes) {
            String digest = Hashing.sha256().hashBytes(bytes).toString();
            return new Content(Buffer.buffer(bytes), Buffer.buffer(gzip(bytes)), '"' + digest.substring(0, 32) + '"');
        }
    }

    /** A page of text in UTF-8; the type without a charset: {@code text/html}. */
    public static Page of(String contentType, String text) {
        return of(contentType, () -> text);
    }

    /** The same, with a text that is made when it is first asked for. */
    public static Page of(String contentType, Supplier<String> text) {
        return new Page(contentType + ";charset=UTF-8", () -> text.get().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The resource {@code name} beside {@code owner}, with the type that its ending tells.
     *
     * @throws IllegalArgumentException if there is none, or its ending is not known
     */
    public static Page resource(Class<?> owner, String name) {
        if (owner.getResource(name) == null) {
            throw new IllegalArgumentException("name is no resource of " + owner.getName() + ": " + name);
        }
        return new Page(contentType(name), () -> bytes(owner, name));
    }

    private static byte[] bytes(Class<?> owner, String name) {
        try (InputStream resource = owner.getResourceAsStream(name)) {
            return requireNonNull(resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of {@code Content-Type}, with the charset of a text. */
    public String contentType() {
        return contentType;
    }

    /** Returns a copy of its content. */
    public byte[] bytes() {
        return content.get().plain().getBytes();
    }

    /** Returns a copy of its content by gzip (RFC 1952), for those who accept that. */
    public byte[] gzip() {
        return content.get().compressed().getBytes();
    }

    /** The value of {@code ETag}, with its quotation marks: it changes when the content does (RFC 9110, 8.8.3). */
    public String etag() {
        return content.get().etag();
    }

    /** Its content, which must not be changed. */
    public Buffer plain() {
        return content.get().plain();
    }

    /** Its content by gzip, which must not be changed. */
    public Buffer compressed() {
        return content.get().compressed();
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=UTF-8";
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "json" -> "application/json;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("name has an ending that is not known: " + name);
        };
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
