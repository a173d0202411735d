package dev.latchkey.http.introspection;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.http.Clients;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.Resources;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The resources by which programs ask about tokens beside the wire protocol: {@value #INTROSPECT_PATH} (RFC 7662), {@value #REVOKE_PATH} (RFC 7009)
 * and {@value #TOKEN_PATH}, by which a script sees what its own token is good for. Safe for use by many threads.
 */
public final class TokenResources {

    /** Where services introspect tokens. */
    public static final String INTROSPECT_PATH = "/introspect";

    /** Where tokens are revoked by their values. */
    public static final String REVOKE_PATH = "/revoke";

    /** Where a token asks about itself. */
    public static final String TOKEN_PATH = "/token";

    /** What the catalog has to have for {@link #introspection}: the method that a service's token needs, and that an administrator alone can give. */
    public static final ApiMethodCatalog.Entry INTROSPECT = new ApiMethodCatalog.Entry(
            ApiMethod.of("latchkey.tokens.Introspect"),
            ApiMethodCatalog.Effect.READS,
            ApiMethodCatalog.Callers.TOKENS_OF_ADMINISTRATORS,
            "Tells a service whether a token is live, and what it may call");

    private final Introspection introspection;
    private final Revocation revocation;
    private final OwnToken ownToken;

    /**
     * @param latchkey with {@link #INTROSPECT} in its catalog
     * @param credentials who calls are from that bring no token
     * @param operations those that there are now, by which requests are told
     * @param publicUrl by which people reach the server, and which answers name as the issuer; empty if they name none
     * @param trustedProxies whose word for a client's address is taken
     * @param observer who is told of decisions
     */
    public TokenResources(
            Latchkey latchkey,
            Credentials credentials,
            Supplier<Operations> operations,
            Optional<PublicUrl> publicUrl,
            TrustedProxies trustedProxies,
            Permissions.Observer observer) {
        requireNonNull(operations, "operations");
        requireNonNull(publicUrl, "publicUrl");
        Permissions permissions =
                new Permissions(latchkey, credentials, Permissions.Via.INTROSPECTION, requireNonNull(observer));
        Clients clients = new Clients(trustedProxies);
        ServiceCalls services = new ServiceCalls(latchkey, permissions);
        this.introspection = new Introspection(
                services,
                text -> Asked.in(text, latchkey, operations.get()),
                new Subjects(latchkey, credentials, permissions),
                new IntrospectedJson(latchkey, publicUrl),
                clients);
        this.revocation = new Revocation(latchkey, credentials, services, clients);
        this.ownToken = new OwnToken(latchkey, permissions, clients);
    }

    /** That of services: introspection. */
    public Resources ofServices() {
        return Resources.of(ImmutableMap.of(INTROSPECT_PATH, introspection));
    }

    /** Those of everybody who has a token: revoking it, and asking what it is good for. */
    public Resources ofTokens() {
        return Resources.of(ImmutableMap.of(REVOKE_PATH, revocation, TOKEN_PATH, ownToken));
    }

    /** Tells services of the tokens of those who call them. */
    Introspection introspection() {
        return introspection;
    }

    /** Revokes tokens. */
    Revocation revocation() {
        return revocation;
    }

    /** Tells a token's holder of it. */
    OwnToken ownToken() {
        return ownToken;
    }
}
