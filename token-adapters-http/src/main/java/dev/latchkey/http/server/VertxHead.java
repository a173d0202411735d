package dev.latchkey.http.server;

import dev.latchkey.http.RequestHead;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a request of Vert.x says of itself. Nothing is copied: most calls ask for little of it. */
record VertxHead(HttpServerRequest request) implements RequestHead {

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String scheme() {
        return request.isSSL() ? "https" : "http"; // what a client of HTTP/2 says of it is not asked
    }

    @Override
    public String authority() {
        HostAndPort authority = request.authority();
        return authority == null ? "" : authority.toString();
    }

    @Override
    public List<String> headers(String name) {
        return request.getHeader(name) == null ? List.of() : request.headers().getAll(name);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> header) {
        request.headers().forEach(header);
    }

    @Override
    public String remoteAddress() {
        return Objects.requireNonNullElse(request.remoteAddress().hostAddress(), "");
    }

    @Override
    public String toString() {
        return method() + " from " + remoteAddress();
    }
}
