package dev.latchkey.http.introspection;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Site;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.HttpEngine;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.token.Client;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.testing.ForwardingTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A real server with the resources, on a store that can be broken. */
final class IntrospectionServer implements AutoCloseable {

    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);
    private static final Bounds BOUNDS =
            new Bounds(1 << 20, Duration.ofSeconds(4), Duration.ofMinutes(1), Duration.ofMinutes(1), 10, 10, 10);

    final ServicePlatform services = new ServicePlatform();
    private final Latchkey latchkey = services.latchkey(
            new ForwardingTokens(services.platform.tokens) {
                @Override
                public Optional<Token> find(TokenFingerprint fingerprint) {
                    if (broken) {
                        throw new StorageException("out of reach");
                    }
                    return super.find(fingerprint);
                }

                @Override
                public boolean remove(TokenFingerprint fingerprint, Instant at, Client client) {
                    if (broken) {
                        throw new StorageException("out of reach");
                    }
                    return super.remove(fingerprint, at, client);
                }
            },
            Optional.empty());
    private final PlatformServer http;
    private volatile boolean broken;
    private boolean closed;

    /** @param others where it listens beside an address of HTTP */
    IntrospectionServer(Endpoint... others) {
        ServerOptions options = ServerOptions.at(
                        Stream.concat(Stream.of(HTTP), Stream.of(others)).toList(),
                        new UploadSettings(Path.of("target"), 2 * Bounds.MAX_BODY))
                .bounds(BOUNDS);
        TokenResources resources = ServicePlatform.resources(latchkey, services.platform.credentials);
        this.http = PlatformServer.start(
                HttpEngine.with(options.bounds(), options.trustedProxies()),
                options,
                new Site(
                        services.platform.registry,
                        Pages.NONE,
                        ImmutableMap.of(
                                Site.Audience.EVERYBODY, resources.ofServices().and(resources.ofTokens()))),
                services.platform.latchkey,
                services.platform.credentials,
                () -> true);
    }

    String address() {
        return "http://127.0.0.1:" + port(HTTP);
    }

    int port() {
        return port(HTTP);
    }

    int port(Endpoint endpoint) {
        return http.port(endpoint);
    }

    /** Has the store be out of reach from now on. */
    void breakStore() {
        broken = true;
    }

    /** A second time it does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        http.close();
        latchkey.close();
        services.close();
    }
}
