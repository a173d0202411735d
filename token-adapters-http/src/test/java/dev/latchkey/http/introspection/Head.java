package dev.latchkey.http.introspection;

import com.google.common.collect.ImmutableListMultimap;
import dev.latchkey.http.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** A request's head for tests, by POST. */
record Head(ImmutableListMultimap<String, String> all) implements RequestHead {

    static final Head NONE = new Head(ImmutableListMultimap.of());

    static Head with(String name, String... values) {
        return NONE.and(name, values);
    }

    /** The same with headers more. */
    Head and(String name, String... values) {
        return new Head(ImmutableListMultimap.<String, String>builder()
                .putAll(all)
                .putAll(name.toLowerCase(Locale.ROOT), values)
                .build());
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String authority() {
        return "localhost";
    }

    @Override
    public List<String> headers(String name) {
        return all.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> header) {
        all.forEach(header);
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.7";
    }
}
