package dev.latchkey.token;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last uses of tokens, gathered in memory and written in batches by {@link #flush()}, so that authorizing never waits for
 * a write. Of each token only the latest is kept, so that memory is bounded by how many tokens are used between two flushes.
 * A use is kept to its second, and uses by one client within one second count as one. A crash loses what was not flushed, and
 * nothing else. Safe for use by many threads; noting takes no lock once a token was noted since the last flush.
 */
public final class LastUses {

    /** How many are written at once: a batch holds its rows until it is committed. */
    private static final int BATCH = 1_000;

    private final Tokens tokens;
    private final Map<TokenId, TokenGrant> pending = new ConcurrentHashMap<>();

    /** @param tokens where they are written to */
    public LastUses(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A grant that waits to be written is written to and no more. One that does not is put among those that wait, which
     * excludes {@link #take} of the same token; and {@code take} has the grant wait no longer before it reads what it has. So a
     * use that is kept meanwhile is either taken, or finds that nothing takes it.
     */
    void note(TokenGrant grant, Client client, long epochSecond) {
        if (grant.keepUse(client, epochSecond) && !grant.isPending()) {
            awaitWriting(grant, client, epochSecond);
        }
    }

    private void awaitWriting(TokenGrant grant, Client client, long epochSecond) {
        pending.compute(grant.id(), (id, waiting) -> {
            TokenGrant noted = waiting == null ? grant : waiting;
            noted.awaitWriting(client, epochSecond);
            return noted;
        });
    }

    /** The token with what was noted of it since the last flush. */
    Token upToDate(Token token) {
        TokenGrant waiting = pending.get(token.id());
        return waiting == null ? token : waiting.lastUse().map(token::usedLast).orElse(token);
    }

    /**
     * Writes what was noted since the last flush.
     *
     * @throws StorageException if that failed. Whatever the store throws, what was not written is kept for the next flush.
     */
    public void flush() {
        List<TokenId> used = new ArrayList<>(pending.keySet());
        used.sort(TokenId::compareTo);
        for (int start = 0; start < used.size(); start += BATCH) {
            write(used.subList(start, Math.min(start + BATCH, used.size())));
        }
    }

    private void write(List<TokenId> batch) {
        Map<TokenGrant, LastUse> taken = new LinkedHashMap<>();
        batch.forEach(id -> take(id, taken));
        ImmutableMap.Builder<TokenId, LastUse> uses = ImmutableMap.builder();
        taken.forEach((grant, use) -> uses.put(grant.id(), use));
        try {
            tokens.keepLastUses(uses.buildOrThrow());
        } catch (RuntimeException e) {
            taken.forEach(
                    (grant, use) -> awaitWriting(grant, use.client(), use.at().getEpochSecond()));
            throw e;
        }
    }

    private void take(TokenId id, Map<TokenGrant, LastUse> taken) {
        pending.computeIfPresent(id, (same, waiting) -> {
            taken.put(waiting, waiting.takeUse());
            return null;
        });
    }
}
