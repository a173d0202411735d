package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a method answers: the result code, and the fields that its response type has. */
public final class Answer {

    /** Success, and nothing more to tell: {@code {"result":0}}. */
    public static final Answer OK = ok(new JsonObject());

    /** A file to be sent in place of JSON, under a name. */
    public record FileBody(Path path, String name) {

        /** The headers that say what it is: its type, and its name (RFC 6266, 4.3). */
        public ImmutableMap<String, String> headers() {
            String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
            return ImmutableMap.of(
                    "Content-Type",
                    "application/octet-stream",
                    "Content-Disposition",
                    "attachment; filename*=UTF-8''" + encoded);
        }
    }

    private static final ImmutableMap<String, String> JSON =
            ImmutableMap.of("Content-Type", "application/json;charset=UTF-8");

    private final ResultCode code;
    private final ImmutableList<Buffer> parts;
    private final Optional<FileBody> file;
    private final ImmutableListMultimap<String, String> headers;

    private Answer(ResultCode code, JsonObject fields, Optional<FileBody> file) {
        this.code = code;
        this.file = file;
        this.headers = ImmutableListMultimap.of();
        JsonObject all = new JsonObject().put("result", code.number());
        fields.forEach(field -> all.put(field.getKey(), field.getValue()));
        this.parts = ImmutableList.of(all.toBuffer());
    }

    private Answer(
            ResultCode code,
            ImmutableList<Buffer> parts,
            Optional<FileBody> file,
            ImmutableListMultimap<String, String> headers) {
        this.code = code;
        this.parts = parts;
        this.file = file;
        this.headers = headers;
    }

    /** Success, with these fields beside {@code result}. */
    public static Answer ok(JsonObject fields) {
        return new Answer(ResultCode.SUCCESS, fields, Optional.empty());
    }

    /** Success, with one field beside {@code result}, which may be long. */
    public static Answer ok(String field, JsonParts value) {
        ImmutableList<Buffer> parts = ImmutableList.<Buffer>builder()
                .add(Buffer.buffer("{\"result\":" + ResultCode.SUCCESS.number() + ",\"" + field + "\":"))
                .addAll(value.build())
                .add(Buffer.buffer("}"))
                .build();
        return new Answer(ResultCode.SUCCESS, parts, Optional.empty(), ImmutableListMultimap.of());
    }

    /** Success, told by a file that is sent in place of JSON. */
    public static Answer file(Path path, String name) {
        return new Answer(ResultCode.SUCCESS, new JsonObject(), Optional.of(new FileBody(path, name)));
    }

    /**
     * An error.
     *
     * @param error what was wrong and what to do, in words for the caller; not empty, and never a secret
     */
    public static Answer error(ResultCode code, String error) {
        if (code.equals(ResultCode.SUCCESS) || error.isEmpty()) {
            throw new IllegalArgumentException("an error has a code other than success and a text: " + code);
        }
        JsonObject fields = new JsonObject().put("error", error);
        return new Answer(
                code, code.source().isEmpty() ? fields : fields.put("source", code.source()), Optional.empty());
    }

    /**
     * The same error, with the time to wait in the field {@code retryAfter}, in seconds; rounded up, and absent if there is no need to wait.
     * The field is Latchkey's own, which clients of the protocol do not know.
     */
    public Answer retryAfter(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return seconds == 0 ? this : new Answer(code, body().toJsonObject().put("retryAfter", seconds), file);
    }

    /** The same error, told once more in an object of this name, for clients that look for it there alone. */
    Answer repeatedIn(String field) {
        JsonObject fields = body().toJsonObject();
        JsonObject repeated = new JsonObject().put("result", code.number()).put("error", fields.getString("error"));
        return new Answer(code, fields.put(field, repeated), Optional.empty());
    }

    /** The error that a parameter is missing or not of its form. */
    public static Answer invalidParameter(String name, String detail) {
        return error(ResultCode.INVALID_PARAMETER, "invalid parameter [" + name + "]: " + detail);
    }

    /** The same, sent with one header more, perhaps another of the same name. */
    public Answer with(String header, String value) {
        return new Answer(
                code,
                parts,
                file,
                ImmutableListMultimap.<String, String>builder()
                        .putAll(headers)
                        .put(header, value)
                        .build());
    }

    public ResultCode code() {
        return code;
    }

    /** The JSON text that is sent. */
    public Buffer body() {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        Buffer body = Buffer.buffer();
        parts.forEach(body::appendBuffer);
        return body;
    }

    /** The same in parts, which must not be changed: other answers may have them too. */
    public ImmutableList<Buffer> parts() {
        return parts;
    }

    /** The headers that say what its body is. */
    ImmutableMap<String, String> contentHeaders() {
        return file.map(FileBody::headers).orElse(JSON);
    }

    /** The headers that it is sent with, beside those that all answers have. */
    public ImmutableListMultimap<String, String> headers() {
        return headers;
    }

    /** The file that is sent in place of JSON; empty if there is none. */
    public Optional<FileBody> file() {
        return file;
    }

    /** Its code alone, as its fields may hold a secret. */
    @Override
    public String toString() {
        return "Answer[" + code + "]";
    }
}
