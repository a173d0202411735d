package dev.latchkey.http;

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
    private final Buffer body;
    private final Optional<FileBody> file;

    private Answer(ResultCode code, JsonObject fields, Optional<FileBody> file) {
        this.code = code;
        this.file = file;
        JsonObject all = new JsonObject().put("result", code.number());
        fields.forEach(field -> all.put(field.getKey(), field.getValue()));
        this.body = all.toBuffer();
    }

    /** Success, with these fields beside {@code result}. */
    public static Answer ok(JsonObject fields) {
        return new Answer(ResultCode.SUCCESS, fields, Optional.empty());
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
        if (code == ResultCode.SUCCESS || error.isEmpty()) {
            throw new IllegalArgumentException("an error has a code other than success and a text: " + code);
        }
        JsonObject fields = new JsonObject().put("error", error);
        return new Answer(
                code, code.source().isEmpty() ? fields : fields.put("source", code.source()), Optional.empty());
    }

    /** The same error, told once more in an object of this name, for clients that look for it there alone. */
    Answer repeatedIn(String field) {
        JsonObject fields = body.toJsonObject();
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
        return body;
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
