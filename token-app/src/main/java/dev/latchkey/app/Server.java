package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.SignIn;
import dev.latchkey.app.platform.DemoPlatform;
import dev.latchkey.http.Endpoint;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformServer;
import dev.latchkey.http.ServerOptions;
import dev.latchkey.http.UserMethods;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Authorizer;
import dev.latchkey.token.CachedTokens;
import dev.latchkey.token.LastUses;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusedCalls;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenLookup;
import dev.latchkey.token.TokenManagement;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server, wired: the database, the domain on it, the demo platform, and HTTP in front. */
final class Server implements AutoCloseable {

    static final String DEMO_LOGIN = "demo@example.com";
    static final String DEMO_PASSWORD = "demo-password";

    private static final Logger LOGGER = LoggerFactory.getLogger(Server.class);
    private static final long TOKEN_CACHE_BYTES = 64L << 20;
    private static final Duration TRANSITION_TIME = Duration.ofMillis(500);
    private static final Duration FLUSH_PERIOD = Duration.ofSeconds(10);
    private static final Duration UPKEEP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLEANING_PERIOD = Duration.ofHours(1);

    private final Database database;
    private final PlatformServer http;
    private final List<Endpoint> endpoints;
    private final ImmutableMap<String, Runnable> flushes;
    private final ScheduledExecutorService upkeep;

    private Server(
            Database database,
            PlatformServer http,
            List<Endpoint> endpoints,
            ImmutableMap<String, Runnable> flushes,
            ScheduledExecutorService upkeep) {
        this.database = database;
        this.http = http;
        this.endpoints = endpoints;
        this.flushes = flushes;
        this.upkeep = upkeep;
    }

    /**
     * Starts a server on a database, and returns when it can answer. From then on the database is the server's to close.
     *
     * @param demo whether to make the demo account and its environments, where they are not there
     * @param maxSessions how many sessions an account may have; positive
     */
    static Server start(Database database, ServerOptions options, boolean demo, int maxSessions) {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        DemoPlatform platform = new DemoPlatform(
                database, clock, TRANSITION_TIME, options.uploads().directory().resolveSibling("archives"));
        SignIn signIn = new SignIn(
                        database.accountStores().accounts(),
                        database.accountStores().sessions(),
                        database.accountStores().passwordConfirmation(),
                        database.accountStores().secondFactors(),
                        TokenFormat.SESSION,
                        random,
                        clock)
                .maxSessionsPerAccount(maxSessions);
        CachedTokens cached = new CachedTokens(database.tokens(), TOKEN_CACHE_BYTES);
        LastUses lastUses = new LastUses(cached);
        TokenManagement tokens = new TokenManagement(
                cached, lastUses, database.accountStores().passwordConfirmation(), TokenFormat.TOKEN, random, clock);
        MethodRegistry registry = new MethodRegistry(
                ImmutableList.<PlatformMethod>builder()
                        .addAll(UserMethods.all(signIn, database.accountStores().accounts(), tokens, clock))
                        .addAll(platform.methods())
                        .build(),
                DemoPlatform.templates());
        RefusedCalls refusedCalls = new RefusedCalls(database.tokenEvents());
        TokenLookup lookup = database.isShared() ? TokenLookup.in(database.tokens()) : cached;
        Authorizer authorizer =
                new Authorizer(lookup, registry.catalog(), TokenFormat.TOKEN, refusedCalls, lastUses, clock);
        if (demo) {
            createDemo(database, platform, clock);
        }
        PlatformServer http = PlatformServer.start(
                options, registry, authorizer, signIn, Dashboard.pages(), () -> isHealthy(database));
        ImmutableMap<String, Runnable> flushes =
                ImmutableMap.of("writing refused calls", refusedCalls::flush, "writing last uses", lastUses::flush);
        return new Server(database, http, options.endpoints(), flushes, upkeep(flushes, signIn));
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
        try {
            http.close();
            end(upkeep);
            flushes.forEach(Server::run);
        } finally {
            database.close();
        }
    }

    private static ScheduledExecutorService upkeep(ImmutableMap<String, Runnable> flushes, SignIn signIn) {
        ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "latchkey-upkeep");
            thread.setDaemon(true);
            return thread;
        });
        flushes.forEach((name, flush) -> every(FLUSH_PERIOD, upkeep, name, flush));
        every(CLEANING_PERIOD, upkeep, "removing idle sessions", signIn::removeIdleSessions);
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

    private static void every(Duration period, ScheduledExecutorService upkeep, String name, Runnable task) {
        ScheduledFuture<?> unused = upkeep.scheduleWithFixedDelay(
                () -> run(name, task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a task of the server's own: a failure is logged, and the next run tries again. */
    private static void run(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOGGER.error("{} failed", name, e);
        }
    }

    private static boolean isHealthy(Database database) {
        database.accountStores().accounts().find(AccountId.NOBODY);
        database.checkWritable();
        return true;
    }

    private static void createDemo(Database database, DemoPlatform platform, InstantSource clock) {
        EmailAddress login = new EmailAddress(DEMO_LOGIN);
        Account account = database.accountStores()
                .accounts()
                .find(login)
                .or(() -> database.accountStores().accounts().add(login, "Demo", demoPassword(), clock.instant()))
                .orElseThrow();
        platform.createDemoEnvironments(account.id());
    }

    private static Password demoPassword() {
        return Password.parseNew(DEMO_PASSWORD).orThrow();
    }
}
