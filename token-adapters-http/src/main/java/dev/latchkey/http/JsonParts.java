package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import io.vertx.core.buffer.Buffer;

/** A JSON text that is put together of parts. Parts that many texts have are not copied. Not for several threads at once. */
public final class JsonParts {

    private final ImmutableList.Builder<Buffer> parts = ImmutableList.builder();
    private Buffer own = Buffer.buffer();

    /** Adds a text. */
    public JsonParts add(String text) {
        own.appendString(text);
        return this;
    }

    /** Adds a copy of a text. */
    public JsonParts add(Buffer text) {
        own.appendBuffer(text);
        return this;
    }

    /** Adds a text that others have too, and that nobody changes. */
    public JsonParts share(Buffer text) {
        parts.add(own, text);
        own = Buffer.buffer();
        return this;
    }

    /** All of it, in order. Nothing must be added afterwards. */
    public ImmutableList<Buffer> build() {
        return parts.add(own).build();
    }
}
