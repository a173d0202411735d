package dev.latchkey.token.cache;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import dev.latchkey.token.Client;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last uses of tokens, gathered in memory and written in batches by {@link #flush()}, so that authorizing never waits for
 * a write. Only the latest use of each token is kept, of at most {@value #MAX_WAITING} tokens, and of at most
 * {@value #MAX_UNNUMBERED} by clients that have no number. Uses of further tokens are dropped and counted until a flush makes
 * room. A use is kept to its second. A crash loses what was not flushed. Safe for use by many threads; noting takes no lock once
 * a use of the token waits to be written, or is dropped. Grants on which one object of this class notes uses must not be given to
 * another.
 *
 * <p><strong>Why no use is lost, goes back, or mixes with another.</strong> A use is one number, and a later one replaces it by
 * compare-and-set. A grant has a number exactly while it is among those that wait: both change together, under that map's lock of
 * the token. A grant that is found without the lock has its number replaced only while it has one. A number is forgotten when the
 * store has its use, and only if no other has taken its place meanwhile.
 *
 * <p><strong>Why no number is read with the clients of another generation.</strong> A flush that has written all starts the next
 * generation of numbers. All numbers of the generation before the current one were noted before that flush ended, so they are
 * written when the next one ends. Then they may be forgotten. There is one exception: a thread that was given a number and was
 * too slow to note it. Such a thread sees that the generation has changed, and notes its use again.
 */
final class LastUses {

    /** How many are written at once: a batch holds its rows until it is committed. */
    private static final int BATCH = 1_000;

    /** How many tokens wait, should writing fail for good: some 150 bytes each, beside what a cache keeps anyway. */
    static final int MAX_WAITING = 1_000_000;

    /** How many of them wait with a use that has no number: up to 1.5 kB each. */
    static final int MAX_UNNUMBERED = 10_000;

    private static final System.Logger LOGGER = System.getLogger(LastUses.class.getName());

    private final Tokens tokens;

    /** The grants that have a use to be written: of several grants of one token, the first that was noted. */
    private final ConcurrentMap<TokenId, TokenGrant> waiting;

    /** The uses to be written that have no number: those of clients beyond the bounds of {@link UseNumbers}. */
    private final ConcurrentMap<TokenId, LastUse> unnumbered = new ConcurrentHashMap<>();

    private volatile UseNumbers numbers = new UseNumbers();

    private final LongAdder dropped = new LongAdder();

    /** @param tokens where they are written to */
    LastUses(Tokens tokens) {
        this(tokens, new ConcurrentHashMap<>());
    }

    LastUses(Tokens tokens, ConcurrentMap<TokenId, TokenGrant> waiting) {
        this.tokens = tokens;
        this.waiting = waiting;
    }

    void note(TokenGrant grant, Client client, long epochSecond) {
        UseNumbers used;
        do {
            used = numbers;
            long number = used.numberOf(epochSecond, client);
            if (number == UseNumbers.NONE) {
                noteUnnumbered(grant.id(), client, epochSecond);
            } else if (!replace(grant, number)) {
                noteFirst(grant, number);
            }
        } while (used != numbers);
    }

    private void noteUnnumbered(TokenId id, Client client, long epochSecond) {
        if (unnumbered.size() >= MAX_UNNUMBERED && !unnumbered.containsKey(id)) {
            dropped.increment();
            return;
        }
        unnumbered.merge(id, new LastUse(Instant.ofEpochSecond(epochSecond), client), LastUse::later);
    }

    /** Notes a use on a grant that has none to be written, unless another grant of the token has one. */
    private void noteFirst(TokenGrant grant, long number) {
        TokenGrant first = waiting.get(grant.id()); // without a cache every call has a grant of its own
        if (first != null && replace(first, number)) {
            return;
        }
        if (first == null && waiting.size() >= MAX_WAITING) {
            dropped.increment();
            return;
        }
        waiting.compute(grant.id(), (id, present) -> {
            TokenGrant noted = present == null ? grant.forWaiting() : present;
            if (!replace(noted, number)) {
                boolean alone = noted.replaceWaitingUse(UseNumbers.NONE, number);
                assert alone;
            }
            return noted;
        });
    }

    /** Replaces the use that waits, unless it is a later one; returns false, and does nothing, if none waits. */
    private static boolean replace(TokenGrant grant, long number) {
        return replace(grant, grant.waitingUse(), number);
    }

    /** @param read the use that waited just now; another may have taken its place */
    static boolean replace(TokenGrant grant, long read, long number) {
        long last = read;
        while (last != number && last != UseNumbers.NONE && UseNumbers.second(last) <= UseNumbers.second(number)) {
            if (grant.replaceWaitingUse(last, number)) {
                return true;
            }
            last = grant.waitingUse();
        }
        return last != UseNumbers.NONE;
    }

    /** The token with its latest use, whether that is written already or not. */
    Token upToDate(Token token) {
        LastUse use = noted(token.id());
        return use == null ? token : token.usedLast(use);
    }

    private @Nullable LastUse noted(TokenId id) {
        TokenGrant grant = waiting.get(id);
        long number = grant == null ? UseNumbers.NONE : grant.waitingUse(); // before the generation that may tell it
        LastUse numbered = number == UseNumbers.NONE ? null : numbers.useOf(number);
        LastUse other = unnumbered.get(id);
        if (numbered == null || other == null) {
            return numbered == null ? other : numbered;
        }
        return LastUse.later(numbered, other);
    }

    /** About how many tokens have a use that is to be written. */
    long pending() {
        return (long) waiting.size() + unnumbered.size();
    }

    /** How many uses were dropped since the last flush that has written all. */
    long dropped() {
        return dropped.sum();
    }

    /**
     * Writes what was noted since the last flush. Of several threads, one does so at a time. A batch that fails does not keep the
     * others from being written.
     *
     * @throws StorageException if a batch failed. Whatever the store throws, the first failure is thrown with the others as
     *     suppressed ones, and what was not written is kept for the next flush.
     */
    synchronized void flush() {
        List<TokenId> used = Stream.concat(waiting.keySet().stream(), unnumbered.keySet().stream())
                .sorted()
                .distinct()
                .toList();
        List<Throwable> failures = new ArrayList<>();
        for (List<TokenId> batch : Lists.partition(used, BATCH)) {
            try {
                write(batch);
            } catch (Throwable e) { // an error too must not hold up the other batches
                failures.add(e);
            }
        }
        throwFirst(failures);
        if (numbers.isCrowded()) {
            numbers = numbers.next();
        }
        tellDropped();
    }

    private static void throwFirst(List<Throwable> failures) {
        if (!failures.isEmpty()) {
            Throwable first = failures.get(0);
            failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
            Throwables.throwIfUnchecked(first);
            throw new AssertionError(first); // a store declares no checked exceptions
        }
    }

    private void tellDropped() {
        long number = dropped.sumThenReset();
        if (number > 0) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    number + " last uses were dropped: too many tokens waited for a write");
        }
    }

    /** Writes uses while they go on waiting: until they are written they are shown, and kept if that fails. */
    private void write(List<TokenId> batch) {
        ImmutableMap.Builder<TokenId, LastUse> builder = ImmutableMap.builder();
        for (TokenId id : batch) {
            LastUse use = noted(id);
            if (use != null) {
                builder.put(id, use);
            }
        }
        ImmutableMap<TokenId, LastUse> uses = builder.buildOrThrow();
        ImmutableSet<TokenId> held = tokens.keepLastUses(uses);
        Maps.filterKeys(uses, id -> !held.contains(id)).forEach(this::forget);
    }

    /** Forgets what was noted of a token up to the use that is written. */
    private void forget(TokenId id, LastUse written) {
        waiting.computeIfPresent(id, (same, grant) -> {
            long number = grant.waitingUse();
            boolean forgotten =
                    isCovered(numbers.useOf(number), written) && grant.replaceWaitingUse(number, UseNumbers.NONE);
            return forgotten ? null : grant;
        });
        unnumbered.computeIfPresent(id, (same, use) -> isCovered(use, written) ? null : use);
    }

    /** @param noted null for that of a thread that is going to note it again */
    private static boolean isCovered(@Nullable LastUse noted, LastUse written) {
        return noted == null || noted.equals(written) || noted.at().isBefore(written.at());
    }
}
