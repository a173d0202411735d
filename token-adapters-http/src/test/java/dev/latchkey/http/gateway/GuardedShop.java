package dev.latchkey.http.gateway;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.ChangeRequest;
import dev.latchkey.Confirmation;
import dev.latchkey.IssuedToken;
import dev.latchkey.Latchkey;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.Platform;
import dev.latchkey.http.Resources;
import dev.latchkey.http.Site;
import dev.latchkey.http.Site.Audience;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.http.operation.Route;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.HttpEngine;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.testing.ForwardingTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A shop, whose requests gateways ask about, with a server that answers them. */
final class GuardedShop implements AutoCloseable {

    static final String SECRET = "a-secret-of-gateways";
    static final int CALLS_PER_MINUTE = 3;

    static final Operations OPERATIONS = Operations.of(List.of(
            operation("orders.list", false, "GET", "/orders"),
            operation("orders.get", false, "GET", "/orders/{id}"),
            operation("orders.create", false, "POST", "/orders"),
            operation("products.list", true, "GET", "/products")));

    private static final Endpoint EVERYBODYS = Endpoint.http("127.0.0.1", 0);
    private static final Endpoint SERVICES = EVERYBODYS.of(Audience.SERVICES);
    private static final Client BROWSER = new Client("192.0.2.1", "browser");

    final TestPlatform platform = new TestPlatform();
    final AccountId alice = platform.account(TestPlatform.ALICE).id();
    private final MethodRegistry registry = registry(OPERATIONS);
    private final Latchkey latchkey;
    private final PlatformServer server;
    private volatile boolean broken;

    private GuardedShop(GatewayCredential credential, boolean limited) {
        ForwardingTokens store = new ForwardingTokens(platform.tokens) {
            @Override
            public Optional<Token> find(TokenFingerprint fingerprint) {
                if (broken) {
                    throw new StorageException("out of reach");
                }
                return super.find(fingerprint);
            }
        };
        var builder =
                Latchkey.on(store, platform.events).catalog(registry.catalog()).clock(platform.clock);
        this.latchkey = (limited ? builder.callsPerMinute(CALLS_PER_MINUTE) : builder).start();
        ServerOptions options = ServerOptions.at(List.of(EVERYBODYS, SERVICES), new UploadSettings(Path.of(""), 0));
        this.server = PlatformServer.start(
                HttpEngine.with(options.bounds(), options.trustedProxies()),
                options,
                site(registry, credential),
                latchkey,
                platform.credentials,
                () -> true);
    }

    static GuardedShop start() {
        return new GuardedShop(GatewayCredential.BEARER, false);
    }

    static GuardedShop limited() {
        return new GuardedShop(GatewayCredential.BEARER, true);
    }

    static GuardedShop with(GatewayCredential credential) {
        return new GuardedShop(credential, false);
    }

    static Operation operation(String name, boolean open, String httpMethod, String path) {
        Route route = Route.of(httpMethod, path);
        return new Operation(
                ApiMethod.of(name), "", !httpMethod.equals("POST"), open, Optional.of(route), Optional.empty());
    }

    private static MethodRegistry registry(Operations operations) {
        Platform shop = new Platform(
                "Shop", ImmutableList.of(), operations, ImmutableList.of(), name -> name, Pages.NONE, Optional.empty());
        return new MethodRegistry(shop, List.of());
    }

    private Site site(MethodRegistry methods, GatewayCredential credential) {
        Permissions permissions =
                new Permissions(latchkey, platform.credentials, Permissions.Via.GATEWAY, Permissions.Observer.NONE);
        return new Site(
                methods,
                Pages.NONE,
                ImmutableMap.of(
                        Audience.SERVICES,
                        gateways(methods, permissions, credential, Optional.empty()),
                        Audience.EVERYBODY,
                        gateways(methods, permissions, credential, Optional.of(GatewaySecret.of(SECRET)))));
    }

    private static Resources gateways(
            MethodRegistry methods,
            Permissions permissions,
            GatewayCredential credential,
            Optional<GatewaySecret> secret) {
        return Gateway.all(
                methods.operations(), permissions, new Gateway.Settings(secret, credential, TrustedProxies.NONE));
    }

    /** Describes the shop by other operations from now on. */
    void reload(Operation... operations) {
        server.offer(site(registry(Operations.of(List.of(operations))), GatewayCredential.BEARER));
    }

    /** Has the store of tokens out of reach, or again there. */
    void setBroken(boolean broken) {
        this.broken = broken;
    }

    IssuedToken token(Expiry expiry, String... methods) {
        ApiMethodSet set = new ApiMethodSet.Custom(
                List.of(methods).stream().map(ApiMethod::of).collect(ImmutableSet.toImmutableSet()));
        TokenTerms terms = TokenTerms.of(TokenDescription.parse("Shop").orThrow(), set, expiry);
        return latchkey.tokens().generate(byAlice(), terms).orThrow();
    }

    String value(String... methods) {
        return token(Expiry.never(), methods).value().reveal();
    }

    String expiredValue(String... methods) {
        String value = token(Expiry.at(platform.clock.instant().plusSeconds(1)), methods)
                .value()
                .reveal();
        platform.clock.advance(Duration.ofSeconds(2));
        return value;
    }

    void remove(IssuedToken token) {
        latchkey.tokens().remove(byAlice(), ImmutableSet.of(token.token().id())).orThrow();
    }

    private ChangeRequest byAlice() {
        return new ChangeRequest(alice, Confirmation.vouchedFor(Actor.owner()), BROWSER);
    }

    Latchkey latchkey() {
        return latchkey;
    }

    /** What gateways are told at their own port. */
    RawAnswer ask(String line, String... headers) throws IOException {
        return ask(SERVICES, line, "", headers);
    }

    /** What they are told where everybody is. */
    RawAnswer askAmongEverybody(String line, String... headers) throws IOException {
        return ask(EVERYBODYS, line, "", headers);
    }

    RawAnswer askWithBody(String line, String body, String... headers) throws IOException {
        return ask(SERVICES, line, body, headers);
    }

    private RawAnswer ask(Endpoint endpoint, String line, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: latchkey"));
        lines.addAll(List.of(headers));
        return RawAnswer.of(server.port(endpoint), lines, body);
    }

    @Override
    public void close() {
        server.close();
        latchkey.close();
    }
}
