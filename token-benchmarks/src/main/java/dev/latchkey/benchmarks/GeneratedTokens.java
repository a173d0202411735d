package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Tokens that are made of their index alone, the same each time, so that nobody has to keep them. Four of five have a template,
 * the others a custom set of {@value #CUSTOM_METHODS} methods, of which there are {@value #CUSTOM_SETS} different ones. Objects are
 * made anew for each token, as a store does. Not for use by several threads.
 */
final class GeneratedTokens {

    static final int CUSTOM_METHODS = 50;
    static final int CUSTOM_SETS = 1_000;
    static final int TOKENS_PER_ACCOUNT = 100;

    private static final int CUSTOM_EVERY = 5;
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2126-01-01T00:00:00Z");

    private final IndexedRandom random = new IndexedRandom();
    private final List<ImmutableSet<ApiMethod>> customSets = new ArrayList<>();

    /** How many accounts so many tokens have. */
    static int accounts(int tokens) {
        return Math.max(1, tokens / TOKENS_PER_ACCOUNT);
    }

    TokenValue value(int index) {
        random.seek(index);
        return TokenFormat.TOKEN.generate(random);
    }

    /** The token of this index, with the id that a store gives which got them in their order. */
    Token token(int index, int accounts) {
        return token(index, accounts, index % CUSTOM_EVERY == CUSTOM_EVERY - 1 ? customSet(index) : templateSet());
    }

    /** The same with another set. */
    Token token(int index, int accounts, ApiMethodSet methods) {
        TokenValue value = value(index);
        return new Token(
                new TokenId(index + 1),
                new AccountId(Integer.toString(1 + index % accounts)),
                TokenTerms.of(
                        new TokenDescription("Generated token " + index),
                        methods,
                        index % 2 == 0 ? Expiry.never() : Expiry.at(EXPIRES.plusSeconds(index))),
                value.fingerprint(),
                value.hint(),
                CREATED,
                Optional.empty());
    }

    static ApiMethodSet templateSet() {
        return new ApiMethodSet.OfTemplate(BenchmarkPlatform.TEMPLATE.name());
    }

    /** A custom set, the same for indices that are {@value #CUSTOM_SETS} times {@value #CUSTOM_EVERY} apart. */
    ApiMethodSet customSet(int index) {
        while (customSets.size() < CUSTOM_SETS) {
            customSets.add(methods(customSets.size()));
        }
        return new ApiMethodSet.Custom(customSets.get(index / CUSTOM_EVERY % CUSTOM_SETS));
    }

    private static ImmutableSet<ApiMethod> methods(int seed) {
        List<ApiMethod> shuffled = new ArrayList<>(BenchmarkPlatform.OTHERS);
        Collections.shuffle(shuffled, new Random(seed));
        ImmutableSet.Builder<ApiMethod> methods = ImmutableSet.builder();
        methods.add(ApiMethod.of(BenchmarkPlatform.AUTHORIZED.method().toString()));
        shuffled.stream().limit(CUSTOM_METHODS - 1).forEach(method -> methods.add(ApiMethod.of(method.toString())));
        return methods.build();
    }
}
