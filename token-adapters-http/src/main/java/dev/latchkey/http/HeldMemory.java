package dev.latchkey.http;

/** The bytes of one body that are held in memory: taken as they come, and given back all at once. For one thread at a time. */
final class HeldMemory implements AutoCloseable {

    private final Budget budget;
    private final BoundCounters counters;
    private final long most;
    private long held;

    /**
     * @param budget what all bodies share
     * @param most how many bytes this one may hold
     */
    HeldMemory(Budget budget, BoundCounters counters, long most) {
        this.budget = budget;
        this.counters = counters;
        this.most = most;
    }

    /** @throws EarlyAnswerException if it is more than the body or all bodies may hold; nothing is taken then */
    void take(long bytes) {
        if (!fits(bytes)) {
            throw EarlyAnswerException.tooLarge(most);
        }
        if (!budget.take(bytes)) {
            counters.refused(Bound.BODY_BYTES);
            throw EarlyAnswerException.busy("the server holds all the bodies that it can: try again in a moment");
        }
        held += bytes;
    }

    /** Whether the body may hold as many more. */
    boolean fits(long bytes) {
        return bytes <= most - held;
    }

    void give(long bytes) {
        budget.give(bytes);
        held -= bytes;
    }

    /** Gives back all that is still held. */
    @Override
    public void close() {
        give(held);
    }
}
