package dev.latchkey.http;

import com.google.common.collect.ImmutableListMultimap;
import java.util.List;
import java.util.function.BiConsumer;

/** A request's head for tests, sent to {@code http://localhost}. */
record TestHead(String method, ImmutableListMultimap<String, String> all) implements RequestHead {

    static final TestHead POST = new TestHead("POST", ImmutableListMultimap.of());

    /** The same with headers {@code Authorization}. */
    TestHead with(List<String> authorizations) {
        return new TestHead(
                method,
                ImmutableListMultimap.<String, String>builder()
                        .putAll(all)
                        .putAll("Authorization", authorizations)
                        .build());
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
        return all.get(name);
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
