package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.cache.Authorizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** The one place where an {@link Authorizer} is made and asked, without a thread that flushes it. Safe for use by many threads. */
final class Authorizing {

    private static final Client CLIENT = new Client("192.0.2.7", "curl/8.5.0");

    private final Authorizer authorizer;

    private Authorizing(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** With a cache of any size, if the store can be cached. */
    static Authorizing of(Tokens tokens, ApiMethodCatalog catalog) {
        return new Authorizing(new Authorizer(
                store(tokens),
                catalog,
                TokenFormat.TOKEN,
                Optional.of(InstantSource.system()),
                Long.MAX_VALUE,
                OptionalInt.empty()));
    }

    /** These tokens, with events that nobody reads. */
    static TokenStore store(Tokens tokens) {
        return new TokenStore() {
            @Override
            public Tokens tokens() {
                return tokens;
            }

            @Override
            public Events events() {
                return new NoEvents();
            }
        };
    }

    Authorization authorize(String value, ApiMethod method) {
        return authorizer.authorize(value, method, CLIENT);
    }

    /**
     * Has a token cached.
     *
     * @throws IllegalStateException if the store does not have it
     */
    void cache(String value) {
        if (!(authorizer.identify(value, CLIENT) instanceof Authorization.Granted)) {
            throw new IllegalStateException("the cache did not find what its store holds");
        }
    }

    /** Writes the last uses, after which no more is kept of a token than authorizing needs. */
    void flush() {
        authorizer.flushLastUses();
    }

    /** About how many bytes the cache takes. */
    long cacheBytes() {
        return authorizer.cacheBytes();
    }

    /** Where events go that nobody reads. */
    private static final class NoEvents implements Events {

        @Override
        public void add(ImmutableList<Event> events) {}

        @Override
        public int trim(Instant before, int slice) {
            return 0;
        }

        @Override
        public ImmutableList<Recorded> latest(Filter filter, int limit) {
            return ImmutableList.of();
        }
    }
}
