package dev.latchkey.benchmarks;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Changes to generated tokens in their store: single ones, and as many a second as are asked for. Those make no difference to
 * the first half of the tokens. Safe for use by many threads.
 */
final class TokenChanges {

    private static final Client CLIENT = new Client("192.0.2.7", "");
    private static final int FRESH_VALUES = 1_000_000_000;

    private final Tokens tokens;
    private volatile @Nullable Latchkey latchkey;
    private final GeneratedTokens generated = new GeneratedTokens();
    private final Random random = new Random(1);
    private final int[] indices;
    private int fresh = FRESH_VALUES;
    private volatile int rate;
    private volatile int made;

    /** @param count how many there are */
    TokenChanges(Tokens tokens, int count) {
        this.tokens = tokens;
        this.indices = new int[count - count / 2];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = count / 2 + i;
        }
        Thread thread = new Thread(this::run, "benchmark-changes");
        thread.setDaemon(true);
        thread.start();
    }

    /** Changes so many tokens a second from now on, each after {@code caching} has cached it. */
    void setRate(int changesPerSecond, Latchkey caching) {
        latchkey = caching;
        rate = changesPerSecond;
    }

    /** How many changes were made at that rate so far. */
    int made() {
        return made;
    }

    /** Gives the token with the value of index {@code from} that of {@code to}; or removes it, and adds one like it. */
    synchronized void replace(int from, int to, boolean byRemoving) {
        Token token = tokens.find(generated.value(from).fingerprint()).orElseThrow();
        TokenValue value = generated.value(to);
        Origin origin = origin(token);
        if (byRemoving) {
            tokens.remove(ImmutableSet.of(token.id()), origin);
            require(tokens.add(NewToken.of(token.owner(), token.terms(), value), Integer.MAX_VALUE, origin));
        } else {
            require(tokens.regenerate(token.id(), value.fingerprint(), value.hint(), origin));
        }
    }

    private static void require(Optional<?> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("a generated token is gone");
        }
    }

    private static Origin origin(Token token) {
        return new Origin(token.owner(), Actor.owner(), Instant.now(), new Client("192.0.2.7", ""));
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
        if (!(requireNonNull(latchkey).identify(value.reveal(), CLIENT) instanceof Authorization.Granted)) {
            throw new IllegalStateException("a generated token is gone");
        }
        int kind = random.nextInt(3);
        if (kind == 2) {
            Token token = tokens.find(value.fingerprint()).orElseThrow();
            TokenEdit edit = TokenEdit.NOTHING.description(new TokenDescription("Changed " + made));
            require(tokens.edit(token.id(), edit, origin(token)));
        } else {
            fresh++;
            replace(indices[slot], fresh, kind == 1);
            indices[slot] = fresh;
        }
        made = made + 1;
    }
}
