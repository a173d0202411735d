package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.CachedTokens;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenValue;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes to generated tokens, through the cache: single ones, and as many a second as are asked for. Those make no difference to
 * the first half of the tokens. Safe for use by many threads.
 */
final class TokenChanges {

    private static final int FRESH_VALUES = 1_000_000_000;

    private final CachedTokens cache;
    private final GeneratedTokens generated = new GeneratedTokens();
    private final Random random = new Random(1);
    private final int[] indices;
    private int fresh = FRESH_VALUES;
    private volatile int rate;
    private volatile int made;

    /** @param tokens how many there are */
    TokenChanges(CachedTokens cache, int tokens) {
        this.cache = cache;
        this.indices = new int[tokens - tokens / 2];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = tokens / 2 + i;
        }
        Thread thread = new Thread(this::run, "benchmark-changes");
        thread.setDaemon(true);
        thread.start();
    }

    /** Changes so many tokens a second from now on. */
    void setRate(int changesPerSecond) {
        rate = changesPerSecond;
    }

    /** How many changes were made at that rate so far. */
    int made() {
        return made;
    }

    /** Gives the token with the value of index {@code from} that of {@code to}; or removes it, and adds one like it. */
    synchronized void replace(int from, int to, boolean byRemoving) {
        Token token = cache.find(generated.value(from).fingerprint()).orElseThrow();
        TokenValue value = generated.value(to);
        Origin origin = origin(token);
        if (byRemoving) {
            cache.remove(ImmutableSet.of(token.id()), origin);
            cache.add(
                    new NewToken(
                            token.owner(),
                            token.description(),
                            token.methods(),
                            token.expiry(),
                            value.fingerprint(),
                            value.hint(),
                            Optional.empty()),
                    origin);
        } else {
            require(cache.regenerate(token.id(), value.fingerprint(), value.hint(), Optional.empty(), origin));
        }
    }

    private static void require(Optional<?> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("a generated token is gone");
        }
    }

    private static Origin origin(Token token) {
        return new Origin(token.owner(), Instant.now(), "192.0.2.7");
    }

    private void run() {
        long next = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            int wanted = rate;
            if (wanted == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                next = System.nanoTime();
                continue;
            }
            change();
            next += TimeUnit.SECONDS.toNanos(1) / wanted;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** One change of a token that is cached: another value, another token, or another description. */
    private synchronized void change() {
        int slot = random.nextInt(indices.length);
        TokenValue value = generated.value(indices[slot]);
        require(cache.findGrant(value.fingerprint()));
        int kind = random.nextInt(3);
        if (kind == 2) {
            Token token = cache.find(value.fingerprint()).orElseThrow();
            Optional<TokenDescription> description = Optional.of(new TokenDescription("Changed " + made));
            require(cache.edit(
                    token.id(), new TokenEdit(description, Optional.empty(), Optional.empty()), origin(token)));
        } else {
            fresh++;
            replace(indices[slot], fresh, kind == 1);
            indices[slot] = fresh;
        }
        made = made + 1;
    }
}
