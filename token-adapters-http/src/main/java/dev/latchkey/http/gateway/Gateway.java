package dev.latchkey.http.gateway;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.http.FormDecoder;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Permission;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.RequestHead;
import dev.latchkey.http.Resource;
import dev.latchkey.http.Resources;
import dev.latchkey.http.address.IpAddress;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Client;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one kind of gateway: may the request be made that it has got? The operation is found by the method of HTTP and the path, and the
 * credential must be good for it. What servers could take for different requests is never allowed.
 */
public final class Gateway implements Resource {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);

    /** Headers by which some servers run another method or path than the request's line has; some read _ as -, and gateways pass it on. */
    private static final ImmutableSet<String> OVERRIDES = Stream.of(
                    "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL")
            .flatMap(Gateway::withUnderscores)
            .collect(toImmutableSet());

    private final GatewayKind kind;
    private final Operations operations;
    private final Permissions permissions;
    private final Settings settings;
    private final OnceAMinute misconfigured = new OnceAMinute();

    /**
     * What gateways are told.
     *
     * @param secret by which they prove that they are ours; empty if the listener does
     * @param credential where the requests that they ask about bring one
     * @param trustedProxies those before the gateways, whose word for the client's address is taken
     */
    public record Settings(
            Optional<GatewaySecret> secret, GatewayCredential credential, TrustedProxies trustedProxies) {
        public Settings {
            requireNonNull(secret, "secret");
            requireNonNull(credential, "credential");
            requireNonNull(trustedProxies, "trustedProxies");
        }
    }

    private Gateway(GatewayKind kind, Operations operations, Permissions permissions, Settings settings) {
        this.kind = kind;
        this.operations = operations;
        this.permissions = permissions;
        this.settings = settings;
    }

    /**
     * The addresses for all kinds of gateways.
     *
     * @param operations what can be asked about; those that are not open must be in the catalog that {@code permissions} go by
     */
    public static Resources all(Operations operations, Permissions permissions, Settings settings) {
        ImmutableMap.Builder<String, Resource> all = ImmutableMap.builder();
        for (GatewayKind kind : GatewayKind.values()) {
            all.put(kind.path(), new Gateway(kind, operations, permissions, settings));
        }
        return Resources.of(all.buildOrThrow());
    }

    @Override
    public ImmutableSet<String> httpMethods() {
        return ImmutableSet.of();
    }

    @Override
    public boolean readsForm() {
        return false;
    }

    @Override
    public Optional<HttpReply> answerAtOnce(Request request) {
        return decide(request, (credential, method, client) -> permissions.atOnce(credential, method, client));
    }

    @Override
    public HttpReply answer(Request request) {
        return decide(
                        request,
                        (credential, method, client) -> Optional.of(permissions.ask(credential, method, false, client)))
                .orElseThrow();
    }

    /** Asks whether a credential is good for a method; the answer is empty if it has to wait. */
    @FunctionalInterface
    private interface Question {

        Optional<Permission> ask(String credential, Optional<ApiMethod> method, Client client);
    }

    private Optional<HttpReply> decide(Request request, Question question) {
        RequestHead head = request.head();
        if (settings.secret().isPresent() && !settings.secret().get().isIn(head)) {
            return Optional.of(GatewayReplies.notOurs());
        }
        Optional<GatewayKind.Asked> asked = kind.asked(request);
        if (asked.isEmpty()) {
            misconfigured.run(() -> LOGGER.warn(
                    "{} was asked without saying once which request it is about: {}", kind.path(), kind.needs()));
            return Optional.of(GatewayReplies.misconfigured());
        }
        if (mayRunAnother(head, asked.get().target())) {
            return Optional.of(GatewayReplies.forbidden("ambiguous-method"));
        }
        Operations.Match match =
                operations.find(asked.get().httpMethod(), asked.get().target());
        if (!(match instanceof Operations.Match.Found found)) {
            return Optional.of(GatewayReplies.forbidden(
                    match == Operations.Match.Missing.AMBIGUOUS ? "ambiguous-path" : "unknown-operation"));
        }
        return decide(found.operation(), head, asked.get().target(), question);
    }

    private Optional<HttpReply> decide(Operation operation, RequestHead head, String target, Question question) {
        String method = operation.method().toString();
        if (operation.open()) {
            return Optional.of(GatewayReplies.allowed(method));
        }
        Optional<String> credential = settings.credential().of(head, target);
        return credential.isEmpty()
                ? Optional.of(GatewayReplies.severalCredentials())
                : question.ask(credential.get(), Optional.of(operation.method()), client(head))
                        .map(permission -> GatewayReplies.of(permission, method, kind.tooManyCalls()));
    }

    /** A name, and all that differ from it by underscores in place of hyphens. */
    private static Stream<String> withUnderscores(String name) {
        int hyphen = name.indexOf('-');
        if (hyphen < 0) {
            return Stream.of(name);
        }
        String start = name.substring(0, hyphen);
        return withUnderscores(name.substring(hyphen + 1))
                .flatMap(end -> Stream.of(start + "-" + end, start + "_" + end));
    }

    /** Whether a server may run another method than the one that is found, as its client asks it to. */
    private static boolean mayRunAnother(RequestHead head, String target) {
        for (String header : OVERRIDES) {
            if (head.header(header).isPresent()) {
                return true;
            }
        }
        int query = target.indexOf('?');
        return query >= 0 && target.indexOf("ethod", query) >= 0 && namesMethod(target.substring(query + 1));
    }

    /** Whether a query has the parameter by which some frameworks take another method than the request's. */
    private static boolean namesMethod(String query) {
        try {
            return FormDecoder.decode(query, "query").stream()
                    .anyMatch(pair -> pair.getKey().equals("_method"));
        } catch (InvalidParameterException e) {
            return true; // servers differ in how they read it
        }
    }

    /** Where a request comes from, which a gateway asks about: it adds the address to X-Forwarded-For, or replaces that by it. */
    private Client client(RequestHead head) {
        List<String> forwarded = head.headers("X-Forwarded-For");
        String last = forwarded.isEmpty() ? "" : forwarded.get(forwarded.size() - 1);
        int comma = last.lastIndexOf(',');
        String peer = IpAddress.parse(last.substring(comma + 1).strip())
                .map(IpAddress::toString)
                .orElse(head.remoteAddress());
        String address = settings.trustedProxies()
                .client(peer, comma < 0 ? List.of() : List.of(last.substring(0, comma)), List.of());
        return new Client(address, head.header("User-Agent").orElse(""));
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return GatewayReplies.unavailable();
    }

    @Override
    public Optional<String> askedFor(Request request) {
        return Optional.of(client(request.head()).address());
    }
}
