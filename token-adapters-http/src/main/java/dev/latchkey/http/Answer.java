package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;

/** What a method answers: the result code, and the fields that its response type has. */
public final class Answer {

    /** Success, and nothing more to tell: {@code {"result":0}}. */
    public static final Answer OK = ok(new JsonObject());

    /** A file to be sent in place of JSON, under a name. */
    record FileBody(Path path, String name) {}

    private final ResultCode code;
    private final ImmutableList<Buffer> parts;
    private final Optional<FileBody> file;

    private Answer(ResultCode code, JsonObject fields, Optional<FileBody> file) {
        this.code = code;
        this.file = file;
        JsonObject all = new JsonObject().put("result", code.number());
        fields.forEach(field -> all.put(field.getKey(), field.getValue()));
        this.parts = ImmutableList.of(all.toBuffer());
    }

    private Answer(ImmutableList<Buffer> parts) {
        this.code = ResultCode.SUCCESS;
        this.file = Optional.empty();
        this.parts = parts;
    }

    /** Success, with these fields beside {@code result}. */
    public static Answer ok(JsonObject fields) {
        return new Answer(ResultCode.SUCCESS, fields, Optional.empty());
    }

    /** Success, with one field beside {@code result}, which may be long. */
    static Answer ok(String field, JsonParts value) {
        return new Answer(ImmutableList.<Buffer>builder()
                .add(Buffer.buffer("{\"result\":" + ResultCode.SUCCESS.number() + ",\"" + field + "\":"))
                .addAll(value.build())
                .add(Buffer.buffer("}"))
                .build());
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
    ImmutableList<Buffer> parts() {
        return parts;
    }

    Optional<FileBody> file() {
        return file;
    }

    /** Its code alone, as its fields may hold a secret. */
    @Override
    public String toString() {
        return "Answer[" + code + "]";
    }
}
