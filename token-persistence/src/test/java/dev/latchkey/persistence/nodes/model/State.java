package dev.latchkey.persistence.nodes.model;

import org.jspecify.annotations.Nullable;

/**
 * All that there is at one moment.
 *
 * @param renewal the renewal under way, or null if there is none; a node never has two
 */
record State(Node node, @Nullable Renewal renewal, Row row, Databases databases, Revoke revoke) {

    /** How long a revoke waits, in ticks. */
    static final int LEASE = 2;

    /** How long a node uses its lease. The same, as all clocks of the model run alike. */
    static final int USE = LEASE;

    /** The node has joined, and has not renewed yet. */
    static final State AT_FIRST =
            new State(Node.AT_FIRST, null, new Row(true, false, 0, 0), Databases.AT_FIRST, Revoke.NOT_BEGUN);

    State with(Node next) {
        return new State(next, renewal, row, databases, revoke);
    }

    State with(Renewal next) {
        return new State(node, next, row, databases, revoke);
    }

    State with(Row next) {
        return new State(node, renewal, next, databases, revoke);
    }

    State with(Databases next) {
        return new State(node, renewal, row, next, revoke);
    }

    State with(Revoke next) {
        return new State(node, renewal, row, databases, next);
    }

    State withoutRenewal() {
        return new State(node, null, row, databases, revoke);
    }

    @Override
    public String toString() {
        return node + "; " + (renewal == null ? "" : renewal + "; ") + row + "; " + revoke + "; " + databases;
    }
}
