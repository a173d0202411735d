package dev.latchkey.persistence.nodes.model;

import org.jspecify.annotations.Nullable;

/**
 * The node that answers calls.
 *
 * @param stopped whether it stands still, as in a collection of garbage; its clock goes on
 * @param lease the ticks for which it may still use its lease, by its own clock
 * @param applied whether it has heard of the revoke
 * @param cached whether its cache has the token as a live one
 * @param flag what the timer of {@link Mutation#LEASE_ENDED_BY_A_TIMER} tells
 * @param epoch the primary that answered the last renewal
 * @param read the read under way, or null if there is none
 */
record Node(
        boolean stopped,
        int lease,
        boolean applied,
        boolean cached,
        boolean flag,
        Primary epoch,
        @Nullable Read read) {

    static final Node AT_FIRST = new Node(false, 0, false, false, false, Primary.FIRST, null);

    boolean hasLease() {
        return lease > 0;
    }

    Node tick() {
        return new Node(stopped, Math.max(0, lease - 1), applied, cached, flag, epoch, read);
    }

    Node stopOrGoOn() {
        return new Node(!stopped, lease, applied, cached, flag, epoch, read);
    }

    Node flag(boolean leased) {
        return new Node(stopped, lease, applied, cached, leased, epoch, read);
    }

    Node begin(Read next) {
        return new Node(stopped, lease, applied, cached, flag, epoch, next);
    }

    Node endRead(boolean keep) {
        return new Node(stopped, lease, applied, cached || keep, flag, epoch, null);
    }

    Node renewed(int newLease, boolean nowApplied, boolean stillCached, boolean newFlag, Primary by) {
        return new Node(stopped, newLease, nowApplied, stillCached, newFlag, by, read);
    }

    @Override
    public String toString() {
        return "node " + (stopped ? "stopped" : "running") + ", lease " + lease + " from " + epoch
                + (cached ? ", token cached" : "") + (applied ? ", revoke applied" : "")
                + (read == null ? "" : ", " + read);
    }
}
