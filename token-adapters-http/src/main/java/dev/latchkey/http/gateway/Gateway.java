package dev.latchkey.http.gateway;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one kind of gateway: may the request be made that it has got? The operation is found by the method of HTTP and the path, and the
 * credential must be good for it. What servers could take for different requests is never allowed.
 */
public final class Gateway implements Resource {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);

    /** Headers by which some servers run another method or path than the request's line has, in lower case. */
    private static final ImmutableList<String> OVERRIDES = ImmutableList.of(
            "x-http-method-override", "x-http-method", "x-method-override", "x-original-url", "x-rewrite-url");

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
        GatewayHead head = GatewayHead.of(request.head());
        if (settings.secret().isPresent() && !settings.secret().get().isIn(head)) {
            return Optional.of(GatewayReplies.notOurs());
        }
        Optional<GatewayKind.Asked> asked = kind.asked(head, request.target());
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

    /** Whether a header is such a one; some servers read _ as -, and gateways pass it on. */
    private static boolean overrides(String header) {
        for (String override : OVERRIDES) {
            if (header.length() == override.length() && isReadAs(override, header)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReadAs(String name, String header) {
        for (int i = 0; i < name.length(); i++) {
            char c = header.charAt(i);
            if ((c == '_' ? '-' : Ascii.toLowerCase(c)) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a server may run another method than the one that is found, as its client asks it to. */
    private static boolean mayRunAnother(GatewayHead head, String target) {
        if (head.hasHeader(Gateway::overrides)) {
            return true;
        }
        int query = target.indexOf('?');
        return query >= 0 && namesMethod(target.substring(query + 1));
    }

    /** Whether a query has the parameter by which some frameworks take another method than the request's. */
    private static boolean namesMethod(String query) {
        try {
            return FormDecoder.decode(query.replace(';', '&'), "query").stream()
                    .anyMatch(pair -> asPhpReads(pair.getKey()).equals("_method"));
        } catch (InvalidParameterException e) {
            return true; // servers differ in how they read it
        }
    }

    /** PHP has variables for parameters: blanks before a name are dropped, and blanks, dots and brackets in it become underscores. */
    private static String asPhpReads(String name) {
        return name.stripLeading().replace(' ', '_').replace('.', '_').replace('[', '_');
    }

    /** Where a request comes from, which a gateway asks about: it adds the address to X-Forwarded-For, or replaces that by it. */
    private Client client(RequestHead head) {
        List<String> forwarded = head.headers("X-Forwarded-For");
        String last = forwarded.isEmpty() ? "" : forwarded.get(forwarded.size() - 1);
        int comma = last.lastIndexOf(',');
        String peer = last.isEmpty()
                ? head.remoteAddress()
                : IpAddress.parse(last.substring(comma + 1).strip())
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
