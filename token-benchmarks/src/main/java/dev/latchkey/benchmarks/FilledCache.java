package dev.latchkey.benchmarks;

import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Token;
import java.util.List;
import java.util.function.IntFunction;

/** Caches that hold generated tokens, in front of a store that holds nothing any more: what is measured is the cache alone. */
final class FilledCache {

    private FilledCache() {}

    /** The tokens of the indices below {@code count}. */
    static Authorizing of(int count) {
        GeneratedTokens generated = new GeneratedTokens();
        int accounts = GeneratedTokens.accounts(count);
        return fill(count, generated, index -> generated.token(index, accounts));
    }

    /** The same, each with the set that {@code methods} makes for its index. */
    static Authorizing of(int count, GeneratedTokens generated, IntFunction<ApiMethodSet> methods) {
        int accounts = GeneratedTokens.accounts(count);
        return fill(count, generated, index -> generated.token(index, accounts, methods.apply(index)));
    }

    private static Authorizing fill(int count, GeneratedTokens generated, IntFunction<Token> tokens) {
        MapTokens store = new MapTokens();
        Authorizing cache =
                Authorizing.of(store, BenchmarkPlatform.registry(List.of()).catalog());
        for (int index = 0; index < count; index++) {
            Token token = tokens.apply(index);
            store.put(token);
            cache.cache(generated.value(index).reveal());
            store.take(token);
        }
        cache.flush();
        return cache;
    }
}
