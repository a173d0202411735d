package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.RecoveryCode;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.demo.DemoPlatform;
import dev.latchkey.http.Platform;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.HttpEngine;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The server in this process, with the demo account, on a database of its own. */
final class LocalServer implements AutoCloseable {

    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Server server;
    private ApiClient person;

    LocalServer(Path directory) {
        this(directory, PlatformStart.of(Optional.empty(), DemoAccount::startPlatform));
    }

    /** A server without a platform, which has the account all the same. */
    static LocalServer withoutPlatform(Path directory) {
        return new LocalServer(directory, PlatformStart.of(Optional.empty(), (database, clock, data) -> {
            database.accountStore()
                    .accounts()
                    .add(
                            new EmailAddress(DemoAccount.LOGIN),
                            "Ann",
                            Password.parse(DemoAccount.PASSWORD).orThrow(),
                            Instant.now());
            return Platform.NONE;
        }));
    }

    private LocalServer(Path directory, PlatformStart platform) {
        this.database = Database.open(DatabaseOptions.inDirectory(directory.resolve("data"))
                .migrations(DemoPlatform.SCHEMA, DemoPlatform.class));
        ServerOptions options = ServerOptions.at(
                List.of(Endpoint.http("127.0.0.1", 0)), new UploadSettings(incoming(directory), 1 << 20));
        this.server = Server.start(
                database,
                () -> HttpEngine.with(options.bounds(), options.trustedProxies()),
                options,
                platform,
                directory.resolve("data"),
                Optional.empty(),
                new AccountLimits(),
                new CacheArguments(),
                new GatewayArguments(),
                new PlatformReload(Optional::empty, Optional.empty()),
                Optional.empty());
        this.person = signIn();
    }

    URI address() {
        return URI.create(server.endpoints().get(0).toString());
    }

    /** The demo account's session, or a new one where that has ended. */
    ApiClient person() {
        if (person.result("users.authentication.CheckSign") != 0) {
            person = signIn();
        }
        return person;
    }

    /** Makes an account with the demo account's password, and turns two-factor authentication on for it. */
    TotpSecret addAccountWithSecondFactor(String login) {
        Account account = database.accountStore()
                .accounts()
                .add(
                        new EmailAddress(login),
                        "Ann",
                        Password.parse(DemoAccount.PASSWORD).orThrow(),
                        Instant.now())
                .orElseThrow();
        TotpSecret secret = TotpSecret.generate(random);
        database.accountStore().secondFactors().turnOn(account.id(), secret, Optional.empty());
        return secret;
    }

    /** The same with one recovery code. */
    RecoveryCode addAccountWithRecoveryCode(String login) {
        TotpSecret unused = addAccountWithSecondFactor(login);
        RecoveryCode code = RecoveryCode.generate(random);
        AccountStore store = database.accountStore();
        AccountId account =
                store.accounts().find(new EmailAddress(login)).orElseThrow().id();
        store.secondFactors().setRecoveryCodes(account, ImmutableSet.of(code.fingerprint()), Optional.empty());
        return code;
    }

    void removeTokens() {
        person().result("users.authentication.DeleteTokens", "ids", "*", "password", DemoAccount.PASSWORD);
    }

    private ApiClient signIn() {
        return ApiClient.signIn(address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
    }

    /** A client with a new token of the demo account's, made as people make one. */
    ApiClient script(String description, String... methods) {
        JsonObject answer = person().call(
                        "users.authentication.CreateToken",
                        "description",
                        description,
                        "apiList",
                        String.join(",", methods),
                        "password",
                        DemoAccount.PASSWORD);
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        return person.with(answer.getJsonObject("token").getString("key"));
    }

    /** A token of the demo account's that the store already had, whatever its expiry is. */
    TokenId addToken(String description, Expiry expiry, Duration age) {
        return addToken(
                description,
                new ApiMethodSet.Custom(ImmutableSortedSet.of(ApiMethod.of("environment.control.StopEnv"))),
                expiry,
                age);
    }

    TokenId addToken(String description, ApiMethodSet methods, Expiry expiry, Duration age) {
        TokenValue value = TokenFormat.TOKEN.generate(random);
        return database.tokens()
                .add(
                        NewToken.of(demo(), TokenTerms.of(new TokenDescription(description), methods, expiry), value),
                        Integer.MAX_VALUE,
                        new Origin(demo(), Actor.owner(), Instant.now().minus(age), new Client("127.0.0.1", "")))
                .orElseThrow()
                .id();
    }

    /** Has the store tell that a token was used so long ago. */
    void use(TokenId token, Duration age, String address, String userAgent) {
        LastUse use = new LastUse(Instant.now().minus(age), new Client(address, userAgent));
        database.tokens().keepLastUses(ImmutableMap.of(token, use));
    }

    /** Suspends a token of the demo account's. */
    void suspend(TokenId token) {
        database.tokens().suspend(ImmutableSet.of(token), byDemo());
    }

    /** Has all tokens of the demo account dead, or brings them back. */
    void disableTokens(boolean disabled) {
        if (disabled) {
            database.tokens().disableOwner(byDemo());
        } else {
            database.tokens().enableOwner(byDemo());
        }
    }

    private Origin byDemo() {
        return new Origin(demo(), Actor.owner(), Instant.now(), new Client("127.0.0.1", ""));
    }

    /** Four tokens, whose order differs by description, age and expiry. */
    void addSeveralTokens() {
        Duration day = Duration.ofDays(1);
        Instant now = Instant.now();
        addToken("Token 1", Expiry.at(now.plus(day.multipliedBy(30))), day.multipliedBy(4));
        addToken("Token 2", Expiry.at(now.plus(day.multipliedBy(20))), day.multipliedBy(3));
        addToken("Token 3", Expiry.at(now.plus(day.multipliedBy(40))), day.multipliedBy(2));
        addToken("Token 10", Expiry.never(), day);
    }

    private static Path incoming(Path directory) {
        try {
            return Files.createDirectories(directory.resolve("incoming"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private AccountId demo() {
        return database.accountStore()
                .accounts()
                .find(new EmailAddress(DemoAccount.LOGIN))
                .orElseThrow()
                .id();
    }
}
