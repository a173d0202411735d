package dev.latchkey.token;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The last uses of tokens, gathered in memory and written in batches by {@link #flush()}, so that authorizing never waits for
 * a write. Of each token only the latest is kept, so that memory is bounded by how many tokens are used between two flushes.
 * Uses by one client within one second count as one. A crash loses what was not flushed, and nothing else. Safe for use by many
 * threads; noting takes no lock once a token was noted since the last flush.
 */
public final class LastUses {

    /** How many are written at once: a batch holds its rows until it is committed. */
    private static final int BATCH = 1_000;

    private final Tokens tokens;
    private final Map<TokenId, Pending> pending = new ConcurrentHashMap<>();

    /** @param tokens where they are written to */
    public LastUses(Tokens tokens) {
        this.tokens = tokens;
    }

    void note(TokenGrant grant, Client client, Instant now) {
        long use = (now.getEpochSecond() << Integer.SIZE) | Integer.toUnsignedLong(client.hashCode());
        if (!grant.isNoted(use)) {
            note(grant.id(), new LastUse(now, client));
            grant.markNoted(use);
        }
    }

    private void note(TokenId token, LastUse use) {
        Pending noted = pending.get(token);
        while (noted == null || !noted.take(use)) {
            noted = pending.computeIfAbsent(token, id -> new Pending(use));
        }
    }

    /** The token with what was noted of it since the last flush. */
    Token upToDate(Token token) {
        Pending noted = pending.get(token.id());
        return noted == null ? token : noted.upToDate(token);
    }

    /**
     * Writes what was noted since the last flush.
     *
     * @throws StorageException if that failed; what was not written is kept for the next flush then
     */
    public void flush() {
        List<TokenId> used = new ArrayList<>(pending.keySet());
        used.sort(TokenId::compareTo);
        for (int start = 0; start < used.size(); start += BATCH) {
            write(used.subList(start, Math.min(start + BATCH, used.size())));
        }
    }

    private void write(List<TokenId> batch) {
        ImmutableMap.Builder<TokenId, LastUse> uses = ImmutableMap.builder();
        for (TokenId token : batch) {
            Pending noted = pending.remove(token);
            if (noted != null) {
                uses.put(token, noted.close());
            }
        }
        ImmutableMap<TokenId, LastUse> taken = uses.buildOrThrow();
        try {
            tokens.keepLastUses(taken);
        } catch (StorageException e) {
            taken.forEach(this::note);
            throw e;
        }
    }

    /** The latest use of a token, until a flush takes it. */
    private static final class Pending {

        private static final LastUse CLOSED = new LastUse(Instant.MAX, new Client("", ""));

        private final AtomicReference<LastUse> latest;

        Pending(LastUse use) {
            this.latest = new AtomicReference<>(use);
        }

        /** Keeps {@code use} if it is later than what is here; false where a flush came first. */
        boolean take(LastUse use) {
            return !latest.accumulateAndGet(use, LastUse::later).equals(CLOSED);
        }

        Token upToDate(Token token) {
            LastUse use = Objects.requireNonNull(latest.get());
            return use.equals(CLOSED) ? token : token.usedLast(use);
        }

        LastUse close() {
            return latest.getAndSet(CLOSED);
        }
    }
}
