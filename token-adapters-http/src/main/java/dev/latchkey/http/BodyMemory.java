package dev.latchkey.http;

/**
 * The memory that the bodies of all calls share while they come in and are worked on. The start of each body is taken from a part of its own,
 * so that those who send much don't cost those who send little. Safe for use by many threads.
 */
final class BodyMemory {

    /** So much of each body is its start: more than any call without a file needs. */
    private static final int START = 16 * 1024;

    private final Budget starts;
    private final Budget rests;
    private final BoundCounters counters;

    /** @param most how many bytes all bodies may have */
    BodyMemory(long most, BoundCounters counters) {
        this.starts = new Budget(most / 4);
        this.rests = new Budget(most - most / 4);
        this.counters = counters;
    }

    /** What one body takes of it, nothing to begin with. For one thread at a time. */
    Share share() {
        return new Share();
    }

    /** How many bytes are taken now. */
    long taken() {
        return starts.taken() + rests.taken();
    }

    /** What one body takes. */
    final class Share implements AutoCloseable {

        private long start;
        private long rest;

        /**
         * Takes more.
         *
         * @throws EarlyAnswerException if there is not so much
         */
        void take(int bytes) {
            int ofStart = (int) Math.min(bytes, START - start);
            int ofRest = bytes - ofStart;
            if (!starts.take(ofStart)) {
                throw none();
            }
            start += ofStart;
            if (!rests.take(ofRest)) {
                throw none();
            }
            rest += ofRest;
        }

        private EarlyAnswerException none() {
            counters.refused(Bound.BODY_BYTES);
            return EarlyAnswerException.busy("too many bodies are being sent to this server: try again");
        }

        /** Gives all of it back. A second time it does nothing. */
        @Override
        public void close() {
            starts.give(start);
            rests.give(rest);
            start = 0;
            rest = 0;
        }
    }
}
