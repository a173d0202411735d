package dev.latchkey.http.server;

import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.bounds.BoundCounters;
import dev.latchkey.http.bounds.Bounds;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * What a {@link PlatformServer} runs on. Making it takes a while, so a program may make it beside whatever else it starts with. Whoever made it
 * hands it to one server.
 */
public final class HttpEngine {

    private final Vertx vertx;
    private final Connections connections;
    private final BoundCounters counters;

    private HttpEngine(Vertx vertx, Connections connections, BoundCounters counters) {
        this.vertx = vertx;
        this.connections = connections;
        this.counters = counters;
    }

    /**
     * One with these bounds of connections.
     *
     * @param trustedProxies which may have any number of connections
     */
    public static HttpEngine with(Bounds bounds, TrustedProxies trustedProxies) {
        BoundCounters counters = new BoundCounters();
        Connections connections = new Connections(bounds, trustedProxies::trusts, counters);
        FileSystemOptions plainFiles =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setFileSystemOptions(plainFiles))
                .withTransport(new CountingTransport(connections))
                .build();
        return new HttpEngine(vertx, connections, counters);
    }

    /** Ends it, if no server has it: a start that failed before it came to that. A second time it does nothing. */
    public void close() {
        vertx.close().await();
    }

    Vertx vertx() {
        return vertx;
    }

    Connections connections() {
        return connections;
    }

    BoundCounters counters() {
        return counters;
    }
}
