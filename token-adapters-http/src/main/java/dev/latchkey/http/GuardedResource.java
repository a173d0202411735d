package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Quota;
import java.util.List;
import java.util.Optional;

/**
 * A resource for those alone who bring a live token that has a method, as {@code Authorization: Bearer} (RFC 6750, 2.1). A session is not
 * taken for one. Safe for use by many threads.
 */
public final class GuardedResource implements Resource {

    private final Resource resource;
    private final ApiMethod method;
    private final Latchkey latchkey;
    private final Clients clients;

    /**
     * @param method what a token needs; the catalog of {@code latchkey} must have it
     * @param trustedProxies whose word for a client's address is taken
     */
    public GuardedResource(Resource resource, ApiMethod method, Latchkey latchkey, TrustedProxies trustedProxies) {
        this.resource = requireNonNull(resource, "resource");
        this.method = requireNonNull(method, "method");
        this.latchkey = requireNonNull(latchkey, "latchkey");
        this.clients = new Clients(trustedProxies);
    }

    @Override
    public ImmutableSet<String> httpMethods() {
        return resource.httpMethods();
    }

    @Override
    public boolean readsForm() {
        return resource.readsForm();
    }

    /** Refuses what is no token's value at once, so that it costs no worker. */
    @Override
    public Optional<HttpReply> answerAtOnce(Request request) {
        String value = value(request.head());
        if (latchkey.isToken(value)) {
            return Optional.empty();
        }
        DenialReason reason = value.isEmpty() ? DenialReason.MISSING : DenialReason.MALFORMED;
        return Optional.of(denied(new Authorization.Denied(reason, method.toString())));
    }

    @Override
    public HttpReply answer(Request request) {
        Authorization authorization = latchkey.authorize(value(request.head()), method, clients.of(request.head()));
        return authorization instanceof Authorization.Denied denied
                ? denied(denied)
                : resource.answerAtOnce(request).orElseGet(() -> resource.answer(request));
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return resource.refused(status, detail);
    }

    private HttpReply denied(Authorization.Denied denied) {
        HttpReply told = resource.refused(denied.status(), "bring a live token that has the method " + method);
        return denied.quota()
                .map(Quota::untilMore)
                .map(wait -> told.with("Retry-After", RateLimitFields.seconds(wait)))
                .orElseGet(() -> told.with("WWW-Authenticate", denied.challenge()));
    }

    /** The token that is brought; empty if there is none, or several that differ. */
    private static String value(RequestHead head) {
        try {
            return CredentialText.of(List.of(), head.headers("Authorization")).orElse("");
        } catch (InvalidParameterException e) {
            return "";
        }
    }
}
