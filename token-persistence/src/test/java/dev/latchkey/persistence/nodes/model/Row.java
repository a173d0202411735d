package dev.latchkey.persistence.nodes.model;

/**
 * The node's row in the database.
 *
 * @param present whether it is there; what it had when it was removed is remembered
 * @param confirmed whether it confirms the revoke
 * @param age the ticks since it was last written
 * @param deadline the ticks until the end of the lease that stands in it, for {@link Mutation#DEADLINE_IN_THE_ROW};
 *     else 0
 */
record Row(boolean present, boolean confirmed, int age, int deadline) {

    /** Ages and past deadlines are counted up to here: nothing distinguishes later ones. */
    private static final int LONG_AGO = 2 * State.LEASE;

    Row tick(boolean hasDeadline) {
        return new Row(
                present,
                confirmed,
                Math.min(LONG_AGO, age + 1),
                hasDeadline ? Math.max(-LONG_AGO, deadline - 1) : deadline);
    }

    Row stepClock(boolean hasDeadline) {
        return new Row(present, confirmed, age, hasDeadline ? -LONG_AGO : deadline);
    }

    Row remove() {
        return new Row(false, confirmed, age, deadline);
    }

    Row write(boolean confirms, boolean hasDeadline) {
        return new Row(true, confirms, 0, hasDeadline ? State.LEASE : 0);
    }

    @Override
    public String toString() {
        return present ? "row" + (confirmed ? " confirms the revoke" : "") + ", written " + age + " ago" : "no row";
    }
}
