package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import dev.latchkey.Latchkey;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.StorageException;
import java.util.Optional;

/**
 * Tells whether a credential is good for a call: a token's value, or whatever else the {@link Credentials} claim, as a session. A session may do
 * all that its account may. Each decision is told to an {@link Observer}. Safe for use by many threads.
 */
public final class Permissions {

    private final Latchkey latchkey;
    private final Credentials credentials;
    private final Via via;
    private final Observer observer;

    /** By which way a question came. */
    public enum Via {
        /** A call of the wire protocol. */
        API,
        /** A gateway. */
        GATEWAY,
        /** A service that introspects. */
        INTROSPECTION
    }

    /** What a credential is. */
    public enum Kind {
        TOKEN,
        SESSION,
        NONE
    }

    /** Is told of decisions, to count them. It must not block, and is called by many threads. */
    public interface Observer {

        /** Ignores all. */
        Observer NONE = new Observer() {
            @Override
            public void decided(Via via, Kind kind, Permission permission, boolean atOnce, long nanos) {}

            @Override
            public void undecided(Via via, Kind kind) {}
        };

        /**
         * A decision was made.
         *
         * @param atOnce whether nothing had to be waited for, as with a cached token
         * @param nanos how long it took
         */
        void decided(Via via, Kind kind, Permission permission, boolean atOnce, long nanos);

        /** It could not be decided, as the store was out of reach. */
        void undecided(Via via, Kind kind);
    }

    /** @param credentials who calls are from that bring no token */
    public Permissions(Latchkey latchkey, Credentials credentials, Via via, Observer observer) {
        this.latchkey = requireNonNull(latchkey, "latchkey");
        this.credentials = requireNonNull(credentials, "credentials");
        this.via = requireNonNull(via, "via");
        this.observer = requireNonNull(observer, "observer");
    }

    /**
     * Whether {@code credential} is good for a call, if that can be told at once; empty if the store has to be asked. Does not block.
     *
     * @param credential empty if none was given
     * @param method empty if the caller is only to be recognised
     * @throws IllegalArgumentException if the catalog does not have {@code method}
     */
    public Optional<Permission> atOnce(String credential, Optional<ApiMethod> method, Client client) {
        if (credential.isEmpty()) {
            return Optional.of(missing());
        }
        if (credentials.claims(credential)) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        Optional<Authorization> authorization = method.isPresent()
                ? latchkey.authorizeAtOnce(credential, method.get(), client)
                : latchkey.identifyAtOnce(credential, client);
        if (authorization.isEmpty()) {
            return Optional.empty();
        }
        Permission permission = Permission.of(authorization.get());
        observer.decided(via, Kind.TOKEN, permission, true, System.nanoTime() - start);
        return Optional.of(permission);
    }

    /**
     * Whether {@code credential} is good for a call. It may wait for the store.
     *
     * @param evenRestricted whether a session is that still waits for a second factor
     * @throws StorageException if it is not known
     */
    public Permission ask(String credential, Optional<ApiMethod> method, boolean evenRestricted, Client client) {
        if (credential.isEmpty()) {
            return missing();
        }
        boolean session = credentials.claims(credential);
        Kind kind = session ? Kind.SESSION : Kind.TOKEN;
        long start = System.nanoTime();
        try {
            Permission permission = session
                    ? Permission.of(credentials.identify(credential, evenRestricted))
                    : Permission.of(method.map(called -> latchkey.authorize(credential, called, client))
                            .orElseGet(() -> latchkey.identify(credential, client)));
            observer.decided(via, kind, permission, false, System.nanoTime() - start);
            return permission;
        } catch (RuntimeException e) {
            observer.undecided(via, kind);
            throw e;
        }
    }

    private Permission missing() {
        Permission missing = new Permission.Denied(DenialReason.MISSING, Optional.empty());
        observer.decided(via, Kind.NONE, missing, true, 0);
        return missing;
    }
}
