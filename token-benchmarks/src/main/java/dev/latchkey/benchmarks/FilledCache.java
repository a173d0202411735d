package dev.latchkey.benchmarks;

import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.CachedTokens;
import dev.latchkey.token.Token;
import java.util.function.IntFunction;

/** Caches that hold generated tokens, in front of a store that holds nothing any more: what is measured is the cache alone. */
final class FilledCache {

    private FilledCache() {}

    /** The tokens of the indices below {@code count}. */
    static CachedTokens of(int count) {
        GeneratedTokens generated = new GeneratedTokens();
        int accounts = GeneratedTokens.accounts(count);
        return of(count, index -> generated.token(index, accounts));
    }

    /** The same, each with the set that {@code methods} makes for its index. */
    static CachedTokens of(int count, GeneratedTokens generated, IntFunction<ApiMethodSet> methods) {
        int accounts = GeneratedTokens.accounts(count);
        return of(count, index -> generated.token(index, accounts, methods.apply(index)));
    }

    private static CachedTokens of(int count, IntFunction<Token> tokens) {
        MapTokens store = new MapTokens();
        CachedTokens cache = new CachedTokens(store, Long.MAX_VALUE);
        for (int index = 0; index < count; index++) {
            Token token = tokens.apply(index);
            store.put(token);
            if (cache.findGrant(token.fingerprint()).isEmpty()) {
                throw new IllegalStateException("the cache did not find what its store holds");
            }
            store.take(token);
        }
        return cache;
    }
}
