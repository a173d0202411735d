package dev.latchkey;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.cache.Authorizer;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Personal access tokens for a platform: the one object that a program which embeds them builds, asks and closes.
 *
 * <pre>{@code
 * try (Latchkey latchkey = Latchkey.on(database)
 *         .prefix("shop_")
 *         .reads("orders.read")
 *         .changes("orders.cancel")
 *         .template("All", "*")
 *         .confirmedBy(passwords)
 *         .start()) {
 *     Authorization authorization = latchkey.authorize(bearer, "orders.cancel", client);
 * }
 * }</pre>
 *
 * <p>It notes last uses and refused calls in memory and writes them every ten seconds, in a thread of its own, and when it is closed. It
 * caches tokens if the store {@linkplain Tokens#watch tells} of every change, and asks the store at every call otherwise. So a token
 * that the store has forgotten is never granted. On a database with several nodes it is one of them. Safe for use by many threads.
 */
public final class Latchkey implements AutoCloseable {

    private final TokenManagement tokens;
    private final Authorizer authorizer;
    private final Upkeep upkeep;

    Latchkey(TokenStore store, ApiMethodCatalog catalog, LatchkeyBuilder settings) {
        this.authorizer = new Authorizer(
                store, catalog, settings.format, settings.clock, settings.cacheBytes, settings.callsPerMinute);
        this.tokens = new TokenManagement(
                store.tokens(),
                authorizer::catalog,
                settings.administrators,
                authorizer::upToDate,
                settings.passwords,
                settings.format,
                settings.random,
                authorizer.clock(),
                settings.mostTokensOfAccount);
        this.upkeep = Upkeep.start(
                ImmutableMap.of(
                        "writing refused calls", authorizer::flushRefusedCalls,
                        "writing last uses", authorizer::flushLastUses,
                        "forgetting calls", authorizer::removeIdleRates),
                settings.flushPeriod);
    }

    /** A builder of a Latchkey whose tokens are kept in {@code store}, which stays the caller's to close. */
    public static LatchkeyBuilder on(TokenStore store) {
        return new LatchkeyBuilder(requireNonNull(store, "store"));
    }

    /** A builder of a Latchkey whose tokens are kept in a store of the caller's own. */
    public static LatchkeyBuilder on(Tokens tokens, Events events) {
        requireNonNull(tokens, "tokens");
        requireNonNull(events, "events");
        return on(new TokenStore() {
            @Override
            public Tokens tokens() {
                return tokens;
            }

            @Override
            public Events events() {
                return events;
            }
        });
    }

    /**
     * Whether a call of {@code method} with {@code value} may be made.
     *
     * @param value what the caller gave as its token, whatever it is; empty if nothing was given
     * @throws IllegalArgumentException if the catalog does not have {@code method}
     * @throws StorageException if the tokens cannot be looked up: then it is not known whether the call may be made
     * @throws IllegalStateException if this Latchkey is closed
     */
    public Authorization authorize(String value, ApiMethod method, Client client) {
        return authorizer.authorize(value, method, requireNonNull(client, "client"));
    }

    /** The same for the method of this name, in any case. */
    public Authorization authorize(String value, String method, Client client) {
        return authorize(value, catalog().method(method), client);
    }

    /**
     * The same as {@link #authorize(String, ApiMethod, Client)} if it can be told at once, for threads that must not wait; empty if
     * the store would have to be asked.
     */
    public Optional<Authorization> authorizeAtOnce(String value, ApiMethod method, Client client) {
        return authorizer.authorizeAtOnce(value, method, requireNonNull(client, "client"));
    }

    /**
     * Whether {@code value} is that of a live token, whatever it may invoke: for frameworks that recognise the caller first, and ask
     * {@link Authorization.Granted#may(String) what it may do} later.
     *
     * @throws StorageException if the tokens cannot be looked up
     * @throws IllegalStateException if this Latchkey is closed
     */
    public Authorization identify(String value, Client client) {
        return authorizer.identify(value, requireNonNull(client, "client"));
    }

    /** The same as {@link #identify} if it can be told at once, for threads that must not wait; empty if the store would have to be asked. */
    public Optional<Authorization> identifyAtOnce(String value, Client client) {
        return authorizer.identifyAtOnce(value, requireNonNull(client, "client"));
    }

    /** Whether {@code value} is well-formed as a token's value is, known or not. */
    public boolean isToken(String value) {
        return authorizer.isToken(value);
    }

    /** The fingerprint by which a token with this value is found; empty if it is not well-formed as a token's value is. */
    public Optional<TokenFingerprint> fingerprintOf(String value) {
        return authorizer.fingerprintOf(value);
    }

    /** Making, changing and removing tokens. */
    public TokenManagement tokens() {
        return tokens;
    }

    /** The API methods and templates that there are now. */
    public ApiMethodCatalog catalog() {
        return authorizer.catalog();
    }

    /**
     * Goes by other API methods and templates from the next call on, as of a platform that has changed. Tokens of a template follow it, and
     * those of a custom set keep the methods that still exist.
     */
    public void catalog(ApiMethodCatalog other) {
        authorizer.catalog(requireNonNull(other, "other"));
    }

    /**
     * The clock by which tokens expire: the one it was built with, or that of the store. What decides about tokens, or about sessions in the
     * same database, should go by it too.
     */
    public InstantSource clock() {
        return authorizer.clock();
    }

    /** About how many bytes the cache takes; 0 if the store cannot be cached. */
    public long cacheBytes() {
        return authorizer.cacheBytes();
    }

    /** About how many tokens have a last use that was noted and is not written yet. */
    public long pendingLastUses() {
        return authorizer.pendingLastUses();
    }

    /**
     * Writes what was noted of last uses and refused calls now, which happens every ten seconds by itself.
     *
     * @throws StorageException if that failed; what was not written is kept for the next time
     */
    public void flush() {
        try {
            authorizer.flushRefusedCalls();
        } finally {
            authorizer.flushLastUses();
        }
    }

    /**
     * Writes what was noted of last uses and refused calls, and ends everything that it started. The store stays open. A failure to
     * write is logged. A second time it does nothing.
     */
    @Override
    public void close() {
        try {
            authorizer.close();
        } finally {
            upkeep.close();
        }
    }
}
