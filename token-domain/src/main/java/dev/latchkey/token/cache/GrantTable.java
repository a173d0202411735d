package dev.latchkey.token.cache;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The grants of a cache by the fingerprints of their tokens, bounded by weight: a hash table with open addressing (Knuth, The Art
 * of Computer Programming, volume 3, 6.4, algorithms L and R), of which a look-up touches a slot and the grant. A fingerprint is
 * random, and so its own hash.
 *
 * <p>Looking up takes no lock and never waits. It may miss a grant while another one is being removed; it never finds one whose
 * removal has returned before it began. Changes exclude each other.
 */
final class GrantTable {

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(TokenGrant[].class);
    private static final int SMALLEST = 1 << 10;

    /** Bytes that a grant takes with its slots, its own id and its expiry, about. */
    private static final int GRANT_WEIGHT = 150;

    private final long maxWeight;
    private final SharedValues<ApiMethodSet> sets = SharedValues.ofMethodSets();
    private final SharedValues<AccountId> owners = SharedValues.ofAccounts();
    private volatile @Nullable TokenGrant[] slots = new TokenGrant[SMALLEST];
    private int size;
    private int hand;

    GrantTable(long maxWeight) {
        this.maxWeight = maxWeight;
    }

    @Nullable
    TokenGrant find(TokenFingerprint fingerprint) {
        @Nullable TokenGrant[] present = slots;
        int mask = present.length - 1;
        int slot = fingerprint.hashCode() & mask;
        while (true) {
            TokenGrant grant = (TokenGrant) SLOT.getAcquire(present, slot);
            if (grant == null || grant.isOf(fingerprint)) {
                return grant;
            }
            slot = (slot + 1) & mask;
        }
    }

    /** Puts in what authorizing needs of a token, in place of what is there with its fingerprint. */
    synchronized TokenGrant put(Token token) {
        boolean unused = remove(token.fingerprint());
        TokenGrant grant = new TokenGrant(token, owners.share(token.owner()), sets.share(token.methods()));
        if (2 * size >= slots.length) {
            grow();
        }
        insert(slots, grant);
        size++;
        if (weight() > maxWeight) {
            makeRoom();
        }
        return grant;
    }

    /** Takes a grant out; false if there is none. */
    synchronized boolean remove(TokenFingerprint fingerprint) {
        int mask = slots.length - 1;
        int slot = fingerprint.hashCode() & mask;
        TokenGrant grant = slots[slot];
        while (grant != null && !grant.isOf(fingerprint)) {
            slot = (slot + 1) & mask;
            grant = slots[slot];
        }
        if (grant != null) {
            removeAt(slot, grant);
        }
        return grant != null;
    }

    /** About how many bytes it takes. */
    synchronized long weight() {
        return (long) GRANT_WEIGHT * size + sets.weight() + owners.weight();
    }

    private void grow() {
        @Nullable TokenGrant[] larger = new TokenGrant[2 * slots.length];
        for (TokenGrant grant : slots) {
            if (grant != null) {
                insert(larger, grant);
            }
        }
        slots = larger;
        hand = 0;
    }

    private static void insert(@Nullable TokenGrant[] slots, TokenGrant grant) {
        int mask = slots.length - 1;
        int slot = grant.fingerprintHash() & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        SLOT.setVolatile(slots, slot, grant);
    }

    /** Takes a grant out, and moves those behind it up that would not be found otherwise. */
    private void removeAt(int slot, TokenGrant grant) {
        int mask = slots.length - 1;
        int hole = slot;
        int next = (slot + 1) & mask;
        for (TokenGrant behind = slots[next]; behind != null; behind = slots[next]) {
            int home = behind.fingerprintHash() & mask;
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                SLOT.setVolatile(slots, hole, behind);
                hole = next;
            }
            next = (next + 1) & mask;
        }
        SLOT.setVolatile(slots, hole, null);
        size--;
        sets.release(grant.methods());
        owners.release(grant.owner());
    }

    /** Takes grants out until a tenth of the room is free: those that the hand meets not found since it last came by. */
    private void makeRoom() {
        long enough = maxWeight - maxWeight / 10;
        for (long steps = 2L * slots.length; weight() > enough && steps > 0; steps--) {
            TokenGrant grant = slots[hand];
            if (grant != null && !grant.wasFound()) {
                removeAt(hand, grant);
            } else {
                if (grant != null) {
                    grant.markFound(false);
                }
                hand = (hand + 1) & (slots.length - 1);
            }
        }
    }
}
