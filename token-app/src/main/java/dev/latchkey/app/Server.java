package dev.latchkey.app;

import dev.latchkey.Latchkey;
import dev.latchkey.account.SignIn;
import dev.latchkey.http.Endpoint;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Platform;
import dev.latchkey.http.PlatformServer;
import dev.latchkey.http.ServerOptions;
import dev.latchkey.http.UserMethods;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFormat;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server, wired: the database, the domain on it, a platform, and HTTP in front. */
final class Server implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Server.class);
    private static final Duration UPKEEP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLEANING_PERIOD = Duration.ofHours(1);

    private final Database database;
    private final Latchkey latchkey;
    private final PlatformServer http;
    private final List<Endpoint> endpoints;
    private final ScheduledExecutorService upkeep;

    private Server(
            Database database,
            Latchkey latchkey,
            PlatformServer http,
            List<Endpoint> endpoints,
            ScheduledExecutorService upkeep) {
        this.database = database;
        this.latchkey = latchkey;
        this.http = http;
        this.endpoints = endpoints;
        this.upkeep = upkeep;
    }

    /**
     * Starts a server on a database, and returns when it can answer. From then on the database is the server's to close.
     *
     * @param platform whose tables the database has
     * @param directory where the platform keeps its files
     * @param closedLogin an account that is refused, if there is one
     */
    static Server start(
            Database database,
            ServerOptions options,
            PlatformStart platform,
            Path directory,
            Optional<ClosedLogin> closedLogin,
            AccountLimits limits) {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        Doors doors = Doors.of(database, closedLogin);
        SignIn signIn = new SignIn(
                        database.accountStores().accounts(),
                        doors.sessions(),
                        doors.passwords(),
                        database.accountStores().secondFactors(),
                        TokenFormat.SESSION,
                        random,
                        clock)
                .maxSessionsPerAccount(limits.sessions());
        Platform started = platform.starter().start(database, clock, directory);
        MethodRegistry registry = new MethodRegistry(
                started,
                doors.methods(UserMethods.all(signIn, database.accountStores().accounts(), clock)));
        doors.warn();
        Latchkey latchkey = Latchkey.on(doors.tokens())
                .catalog(registry.catalog())
                .confirmedBy(doors.passwords())
                .clock(clock)
                .random(random)
                .mostTokensOfAccount(limits.tokens())
                .start();
        try {
            PlatformServer http = PlatformServer.start(
                    options, registry, latchkey, signIn, Dashboard.pages(started), () -> isHealthy(database));
            return new Server(database, latchkey, http, options.endpoints(), upkeep(signIn));
        } catch (RuntimeException e) {
            latchkey.close();
            throw e;
        }
    }

    /** Where it listens, with the ports that it was given. */
    List<Endpoint> endpoints() {
        return endpoints.stream()
                .map(endpoint -> new Endpoint(endpoint.host(), http.port(endpoint), endpoint.certificate()))
                .toList();
    }

    /** Ends it cleanly: calls in flight are answered, and what was noted in memory is written. */
    @Override
    public void close() {
        try (database;
                latchkey) {
            try {
                http.close();
            } finally {
                end(upkeep);
            }
        }
    }

    private static ScheduledExecutorService upkeep(SignIn signIn) {
        ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "latchkey-upkeep");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = upkeep.scheduleWithFixedDelay(
                () -> removeIdleSessions(signIn),
                CLEANING_PERIOD.toMillis(),
                CLEANING_PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
        return upkeep;
    }

    /** Waits for what is running, so that it does not take with it what the last run is to write. */
    private static void end(ScheduledExecutorService upkeep) {
        upkeep.shutdown();
        try {
            if (!upkeep.awaitTermination(UPKEEP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.error("upkeep did not end within {}", UPKEEP_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure is logged, and the next run tries again. */
    private static void removeIdleSessions(SignIn signIn) {
        try {
            signIn.removeIdleSessions();
        } catch (RuntimeException e) {
            LOGGER.error("removing idle sessions failed", e);
        }
    }

    private static boolean isHealthy(Database database) {
        database.accountStores().accounts().find(new AccountId("0"));
        database.checkWritable();
        return true;
    }
}
