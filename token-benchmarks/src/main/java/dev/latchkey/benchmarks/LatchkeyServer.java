package dev.latchkey.benchmarks;

import dev.latchkey.account.SignIn;
import dev.latchkey.http.Endpoint;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.PlatformServer;
import dev.latchkey.http.ServerOptions;
import dev.latchkey.http.UploadSettings;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.CachedTokens;
import dev.latchkey.token.LastUses;
import dev.latchkey.token.TokenFormat;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** Our server, with generated tokens in a map behind a cache, and a {@link ServerControl}. */
final class LatchkeyServer {

    private static final long CACHE_BYTES = 64L << 20;
    private static final long FLUSH_MILLIS = 10_000;

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
        CachedTokens cache = new CachedTokens(store, CACHE_BYTES);
        MethodRegistry registry =
                BenchmarkPlatform.registry(new ServerControl(cache, new TokenChanges(cache, tokens)).methods());
        Endpoint endpoint = Endpoint.http("127.0.0.1", 0);
        return PlatformServer.start(
                        ServerOptions.at(List.of(endpoint), new UploadSettings(data, 1 << 20)),
                        registry,
                        Authorizing.authorizer(cache, registry.catalog(), flushed(new LastUses(cache))),
                        signIn(Database.open(DatabaseOptions.inDirectory(data))),
                        Pages.NONE,
                        () -> true)
                .port(endpoint);
    }

    /** Last uses that are written every ten seconds. */
    private static LastUses flushed(LastUses lastUses) {
        Timer timer = new Timer("flush", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        lastUses.flush();
                    }
                },
                FLUSH_MILLIS,
                FLUSH_MILLIS);
        return lastUses;
    }

    private static SignIn signIn(Database database) {
        return new SignIn(
                database.accountStores().accounts(),
                database.accountStores().sessions(),
                database.accountStores().passwordConfirmation(),
                database.accountStores().secondFactors(),
                TokenFormat.SESSION,
                new SecureRandom(),
                InstantSource.system());
    }
}
