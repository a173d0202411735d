package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.account.SignIn;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.Resources;
import dev.latchkey.http.SignInCredentials;
import dev.latchkey.http.Site;
import dev.latchkey.http.Site.Audience;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.gateway.Gateway;
import dev.latchkey.http.gateway.GatewayCredential;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.HttpEngine;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.TokenFormat;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Our server, with generated tokens in a map behind a cache, and a {@link ServerControl}. */
final class LatchkeyServer {

    private static final long CACHE_BYTES = 64L << 20;

    private LatchkeyServer() {}

    /**
     * Starts it at a free port, which it gives.
     *
     * @param data an empty directory, for accounts and sessions
     */
    static int start(int tokens, Path data) {
        GeneratedTokens generated = new GeneratedTokens();
        MapTokens store = new MapTokens();
        for (int index = 0; index < tokens; index++) {
            store.put(generated.token(index, GeneratedTokens.accounts(tokens)));
        }
        MethodRegistry registry =
                BenchmarkPlatform.registry(new ServerControl(new TokenChanges(store, tokens)).methods());
        Latchkey latchkey = Latchkey.on(Authorizing.store(store))
                .catalog(registry.catalog())
                .cacheBytes(CACHE_BYTES)
                .start();
        Endpoint endpoint = Endpoint.http("127.0.0.1", 0);
        ServerOptions options = ServerOptions.at(List.of(endpoint), new UploadSettings(data, 1 << 20));
        SignInCredentials credentials =
                new SignInCredentials(signIn(Database.open(DatabaseOptions.inDirectory(data))), Optional.empty());
        Site site =
                new Site(registry, Pages.NONE, ImmutableMap.of(Audience.EVERYBODY, gateways(latchkey, credentials)));
        HttpEngine engine = HttpEngine.with(options.bounds(), options.trustedProxies());
        return PlatformServer.start(engine, options, site, latchkey, credentials, () -> true)
                .port(endpoint);
    }

    /** What gateways ask: about operations, of which the one that is asked about is granted to every generated token. */
    private static Resources gateways(Latchkey latchkey, SignInCredentials credentials) {
        return Gateway.all(
                BenchmarkPlatform.OPERATIONS,
                new Permissions(latchkey, credentials, Permissions.Via.GATEWAY, Permissions.Observer.NONE),
                new Gateway.Settings(Optional.empty(), GatewayCredential.BEARER, TrustedProxies.NONE));
    }

    private static SignIn signIn(Database database) {
        return new SignIn(database.accountStore(), TokenFormat.SESSION, new SecureRandom(), database.clock());
    }
}
