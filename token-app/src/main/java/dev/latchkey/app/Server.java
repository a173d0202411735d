package dev.latchkey.app;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.LatchkeyBuilder;
import dev.latchkey.Upkeep;
import dev.latchkey.account.SignIn;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Platform;
import dev.latchkey.http.SecurityText;
import dev.latchkey.http.SignInCredentials;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.HttpEngine;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.TokenFormat;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The server, wired: the database, the domain on it, a platform, and HTTP in front. */
final class Server implements AutoCloseable {

    private static final Duration WRITING_PATIENCE = Duration.ofSeconds(1);
    private static final Duration LAST_WRITING_PATIENCE = Duration.ofSeconds(3);
    private static final Duration UPKEEP_PATIENCE = Duration.ofSeconds(1);

    /** A little more than HTTP takes by itself at most. */
    private static final Duration HTTP_PATIENCE = PlatformServer.GRACE.plusSeconds(4);

    /** So many are gone in a fraction of a second, for which others may have to wait. */
    private static final int EVENTS_AT_ONCE = 1_000;

    private static final Duration CLEANING_PERIOD = Duration.ofHours(1);
    private static final Duration WRITING_PERIOD = Duration.ofSeconds(10);

    private final Database database;
    private final Watching watching;
    private final Latchkey latchkey;
    private final SignIn signIn;
    private final PlatformServer http;
    private final List<Endpoint> endpoints;
    private final Upkeep cleaning;
    private final Upkeep writing;

    private Server(
            Database database,
            Watching watching,
            Latchkey latchkey,
            SignIn signIn,
            PlatformServer http,
            List<Endpoint> endpoints,
            Upkeep cleaning,
            Upkeep writing) {
        this.database = database;
        this.watching = watching;
        this.latchkey = latchkey;
        this.signIn = signIn;
        this.http = http;
        this.endpoints = endpoints;
        this.cleaning = cleaning;
        this.writing = writing;
    }

    /**
     * Starts a server on a database, and returns when it can answer. From then on the database is the server's to close.
     *
     * @param engine made with the options; asked for once all else is there
     * @param platform whose tables the database has
     * @param directory where the platform keeps its files
     * @param closedLogin an account that is refused, if there is one
     * @param reload by which the platform's files are taken up again
     * @param securityText whom strangers tell of a hole; empty if nobody is named
     */
    static Server start(
            Database database,
            Supplier<HttpEngine> engine,
            ServerOptions options,
            PlatformStart platform,
            Path directory,
            Optional<ClosedLogin> closedLogin,
            AccountLimits limits,
            CacheArguments cache,
            GatewayArguments gateways,
            PlatformReload reload,
            Optional<SecurityText> securityText) {
        Watching watching = new Watching(database, securityText);
        try {
            return start(
                    database,
                    engine,
                    options,
                    platform,
                    directory,
                    closedLogin,
                    limits,
                    cache,
                    gateways,
                    reload,
                    watching);
        } catch (RuntimeException e) {
            watching.close();
            throw e;
        }
    }

    private static Server start(
            Database database,
            Supplier<HttpEngine> engine,
            ServerOptions options,
            PlatformStart platform,
            Path directory,
            Optional<ClosedLogin> closedLogin,
            AccountLimits limits,
            CacheArguments cache,
            GatewayArguments gateways,
            PlatformReload reload,
            Watching watching) {
        InstantSource clock = database.clock();
        SecureRandom random = new SecureRandom();
        Doors doors = Doors.of(database, closedLogin);
        SignIn signIn = new SignIn(watching.counting(doors.accounts()), TokenFormat.SESSION, random, clock)
                .limits(limits.sessions());
        SignInCredentials credentials = new SignInCredentials(signIn, options.publicUrl());
        Platform started = platform.starter().start(database, clock, directory);
        ServerOptions watched = watching.counting(options);
        SiteMaker sites = new SiteMaker(doors, credentials, clock, watched, gateways, reload, watching);
        MethodRegistry registry = sites.registry(started);
        doors.warn();
        LatchkeyBuilder builder = Latchkey.on(doors.tokens())
                .catalog(registry.catalog())
                .prefix(platform.format().prefix())
                .clock(clock)
                .random(random)
                .administrators(doors::isAdministrator)
                .cacheBytes(cache.tokenBytes())
                .mostTokensOfAccount(platform.tokensPerAccount().orElse(limits.tokens()));
        Latchkey latchkey = (platform.callsPerMinute().isPresent()
                        ? builder.callsPerMinute(platform.callsPerMinute().getAsInt())
                        : builder)
                .start();
        try {
            PlatformServer http = PlatformServer.start(
                    engine.get(),
                    watched,
                    sites.site(started, registry, latchkey),
                    latchkey,
                    credentials,
                    () -> isHealthy(database));
            watching.watch(latchkey, http, clock);
            reload.to(changed -> http.offer(sites.site(changed, sites.registry(changed), latchkey)));
            return new Server(
                    database,
                    watching,
                    latchkey,
                    signIn,
                    http,
                    options.endpoints(),
                    Upkeep.start(
                            ImmutableMap.of(
                                    "removing dead sessions",
                                    signIn::removeDeadSessions,
                                    "removing old guesses",
                                    signIn::removeOldGuesses,
                                    "removing old events",
                                    () -> removeOldEvents(database, clock, limits.history())),
                            CLEANING_PERIOD),
                    Upkeep.start(ImmutableMap.of("writing events of accounts", signIn::flush), WRITING_PERIOD));
        } catch (RuntimeException e) {
            latchkey.close();
            throw e;
        }
    }

    static void removeOldEvents(Database database, InstantSource clock, Duration retention) {
        int unused = database.events().trim(clock.instant().minus(retention), EVENTS_AT_ONCE);
    }

    /** Where it listens, with the ports that it was given. */
    List<Endpoint> endpoints() {
        return endpoints.stream()
                .map(endpoint -> endpoint.at(http.port(endpoint)))
                .toList();
    }

    /**
     * Ends it cleanly: what was noted in memory is written before anything waits for clients, calls in flight are answered, and what
     * they left is written too. It takes 18 seconds at most: see {@link Closing#watch}.
     */
    @Override
    public void close() {
        watching.closing();
        Closing.step("writing what was noted of tokens", WRITING_PATIENCE, latchkey::flush);
        Closing.step("writing what was noted of accounts", WRITING_PATIENCE, signIn::flush);
        Closing.step("ending HTTP", HTTP_PATIENCE, http::close);
        Closing.step("ending upkeep", UPKEEP_PATIENCE, cleaning::close);
        Closing.step("writing what was noted last of accounts", WRITING_PATIENCE, writing::close);
        Closing.step("writing what was noted last of tokens", LAST_WRITING_PATIENCE, latchkey::close);
        Closing.step("ending what watches", UPKEEP_PATIENCE, watching::close);
        Closing.step("closing the database", Closing.DEADLINE, database::close);
    }

    private static boolean isHealthy(Database database) {
        database.checkWritable();
        return true;
    }
}
