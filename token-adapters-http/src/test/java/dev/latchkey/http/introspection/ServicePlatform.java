package dev.latchkey.http.introspection;

import com.google.common.collect.ImmutableList;
import dev.latchkey.ChangeRequest;
import dev.latchkey.Confirmation;
import dev.latchkey.IssuedToken;
import dev.latchkey.Latchkey;
import dev.latchkey.LatchkeyBuilder;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.Resource;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.http.operation.Route;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform whose services ask about tokens: two operations that other servers run, beside what {@link TestPlatform} has. */
final class ServicePlatform implements AutoCloseable {

    static final ApiMethod INTROSPECT = TokenResources.INTROSPECT.method();
    static final ApiMethod STOP_ENV = Fixtures.STOP_ENV;
    static final ApiMethod READ_ORDER = ApiMethod.of("orders.Read");

    static final Operations OPERATIONS = Operations.of(ImmutableList.of(
            operation(READ_ORDER, false, "GET", "/orders/{id}"),
            operation(ApiMethod.of("orders.Health"), true, "GET", "/orders/health")));

    final TestPlatform platform = new TestPlatform();
    final AccountId alice = platform.account(TestPlatform.ALICE).id();
    final AccountId bob = platform.account(TestPlatform.BOB).id();
    final Latchkey latchkey;
    final TokenResources resources;
    final String service;

    ServicePlatform() {
        this(Optional.empty());
    }

    ServicePlatform(Optional<Integer> callsPerMinute) {
        this.latchkey = latchkey(platform.tokens, callsPerMinute);
        this.resources = resources(latchkey, platform.credentials);
        this.service = token(bob, INTROSPECT);
    }

    private static Operation operation(ApiMethod method, boolean open, String httpMethod, String path) {
        return new Operation(method, "", true, open, Optional.of(Route.of(httpMethod, path)), Optional.empty());
    }

    /** Another Latchkey of the same platform. */
    Latchkey latchkey(Tokens tokens, Optional<Integer> callsPerMinute) {
        ApiMethodCatalog.Builder catalog = ApiMethodCatalog.builder();
        platform.registry.catalog().methods().forEach(catalog::method);
        catalog.reads(READ_ORDER.toString()).method(TokenResources.INTROSPECT);
        platform.registry.catalog().templates().forEach(catalog::template);
        LatchkeyBuilder builder = Latchkey.on(tokens, platform.events)
                .catalog(catalog.build())
                .clock(platform.clock)
                .administrators(bob::equals);
        callsPerMinute.ifPresent(builder::callsPerMinute);
        return builder.start();
    }

    static TokenResources resources(Latchkey latchkey, Credentials credentials) {
        return new TokenResources(
                latchkey,
                credentials,
                () -> OPERATIONS,
                Optional.of(PublicUrl.parse("https://tokens.example.com")),
                TrustedProxies.NONE,
                Permissions.Observer.NONE);
    }

    /** The value of a new token that never expires. */
    String token(AccountId owner, ApiMethod... methods) {
        return issue(owner, Fixtures.custom(methods), Expiry.never()).value().reveal();
    }

    IssuedToken issue(AccountId owner, ApiMethodSet methods, Expiry expiry) {
        return latchkey.tokens()
                .generate(byPlatform(owner), Fixtures.terms("Nightly stop", methods, expiry))
                .orThrow();
    }

    static ChangeRequest byPlatform(AccountId owner) {
        return new ChangeRequest(owner, Confirmation.vouchedFor(Actor.platform()), Client.UNKNOWN);
    }

    /** The reply as lines: the status, the headers and the body. */
    static List<String> lines(HttpReply reply) {
        List<String> lines = new ArrayList<>(List.of(String.valueOf(reply.status())));
        reply.headers().forEach((name, value) -> lines.add(name + ": " + value));
        lines.add(body(reply));
        return lines;
    }

    static String body(HttpReply reply) {
        StringBuilder body = new StringBuilder();
        reply.parts().forEach(body::append);
        return body.toString();
    }

    /** What a server would send: at once if that can be told, and the same as later then. */
    static HttpReply ask(Resource resource, Head head, String... form) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < form.length; i += 2) {
            pairs.add(Map.entry(form[i], form[i + 1]));
        }
        Resource.Request request = new Resource.Request(head, "/", pairs);
        return resource.answerAtOnce(request).orElseGet(() -> resource.answer(request));
    }

    /** What introspection says to the service. */
    HttpReply introspect(String... form) {
        return ask(resources.introspection(), Head.with("Authorization", "Bearer " + service), form);
    }

    @Override
    public void close() {
        latchkey.close();
    }
}
