package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.Upkeep;
import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.SignIn;
import dev.latchkey.app.platform.DemoPlatform;
import dev.latchkey.http.Endpoint;
import dev.latchkey.http.HttpEngine;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformServer;
import dev.latchkey.http.ServerOptions;
import dev.latchkey.http.SignInCredentials;
import dev.latchkey.http.UserMethods;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The server, wired: the database, the domain on it, the demo platform, and HTTP in front. */
final class Server implements AutoCloseable {

    static final String DEMO_LOGIN = "demo@example.com";
    static final String DEMO_PASSWORD = "demo-password";

    private static final Duration TRANSITION_TIME = Duration.ofMillis(500);
    private static final Duration WRITING_PATIENCE = Duration.ofSeconds(2);

    /** A second more than HTTP takes by itself at most. */
    private static final Duration HTTP_PATIENCE = PlatformServer.GRACE.plusSeconds(1);

    private static final Duration CLEANING_PERIOD = Duration.ofHours(1);

    private final Database database;
    private final Latchkey latchkey;
    private final PlatformServer http;
    private final List<Endpoint> endpoints;
    private final Upkeep upkeep;

    private Server(Database database, Latchkey latchkey, PlatformServer http, List<Endpoint> endpoints, Upkeep upkeep) {
        this.database = database;
        this.latchkey = latchkey;
        this.http = http;
        this.endpoints = endpoints;
        this.upkeep = upkeep;
    }

    /**
     * Starts a server on a database, and returns when it can answer. From then on the database is the server's to close.
     *
     * @param demo whether to make the demo account and its environments, where they are not there
     */
    static Server start(Database database, ServerOptions options, boolean demo, AccountLimits limits) {
        return start(
                database, () -> HttpEngine.with(options.bounds(), options.trustedProxies()), options, demo, limits);
    }

    /** @param engine made with the options; asked for once all else is there */
    static Server start(
            Database database, Supplier<HttpEngine> engine, ServerOptions options, boolean demo, AccountLimits limits) {
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
                .maxSessionsPerAccount(limits.sessions());
        MethodRegistry registry = new MethodRegistry(
                ImmutableList.<PlatformMethod>builder()
                        .addAll(UserMethods.all(signIn, database.accountStores().accounts(), clock))
                        .addAll(platform.methods())
                        .build(),
                DemoPlatform.templates(),
                DemoPlatform::fullName);
        Latchkey latchkey = Latchkey.on(database)
                .catalog(registry.catalog())
                .confirmedBy(database.accountStores().passwordConfirmation())
                .clock(clock)
                .random(random)
                .mostTokensOfAccount(limits.tokens())
                .start();
        try {
            if (demo) {
                createDemo(database, platform, clock);
            }
            PlatformServer http = PlatformServer.start(
                    engine.get(),
                    options,
                    registry,
                    latchkey,
                    new SignInCredentials(signIn, options.publicUrl()),
                    Dashboard.pages(),
                    () -> isHealthy(database));
            return new Server(
                    database,
                    latchkey,
                    http,
                    options.endpoints(),
                    Upkeep.start(
                            ImmutableMap.of("removing idle sessions", signIn::removeIdleSessions), CLEANING_PERIOD));
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

    /**
     * Ends it cleanly: what was noted in memory is written before anything waits for clients, calls in flight are answered, and what
     * they left is written too. It takes 20 seconds at most, unless the database hangs: see {@link Closing#watch}.
     */
    @Override
    public void close() {
        Closing.step("writing what was noted", WRITING_PATIENCE, latchkey::flush);
        Closing.step("ending HTTP", HTTP_PATIENCE, http::close);
        Closing.step("ending upkeep", WRITING_PATIENCE, upkeep::close);
        Closing.step("writing what was noted last", WRITING_PATIENCE, latchkey::close);
        Closing.step("closing the database", Closing.DEADLINE, database::close);
    }

    private static boolean isHealthy(Database database) {
        database.accountStores().accounts().find(new AccountId("0"));
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
