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

    /** What one body takes of it: nothing to begin with, and {@link PlatformServer#MAX_BODY} at most. */
    Share share() {
        return new Share();
    }

    /** How many bytes are taken now. */
    long taken() {
        return starts.taken() + rests.taken();
    }

    /** What one body takes. For one thread at a time. */
    final class Share implements AutoCloseable {

        private long start;
        private long rest;

        /**
         * Takes more.
         *
         * @throws EarlyAnswerException if that is more than the body or all bodies may have
         */
        void take(long bytes) {
            if (!fits(bytes)) {
                throw EarlyAnswerException.tooLarge(PlatformServer.MAX_BODY);
            }
            long ofStart = Math.min(bytes, START - start);
            if (!starts.take(ofStart)) {
                throw none();
            }
            start += ofStart;
            long ofRest = bytes - ofStart;
            if (!rests.take(ofRest)) {
                throw none();
            }
            rest += ofRest;
        }

        /** Whether the body may have as many more. */
        boolean fits(long bytes) {
            return bytes <= PlatformServer.MAX_BODY - start - rest;
        }

        /** Gives back some of it. */
        void give(long bytes) {
            long ofRest = Math.min(bytes, rest);
            rests.give(ofRest);
            rest -= ofRest;
            starts.give(bytes - ofRest);
            start -= bytes - ofRest;
        }

        private EarlyAnswerException none() {
            counters.refused(Bound.BODY_BYTES);
            return EarlyAnswerException.busy("the server holds all the bodies that it can: try again in a moment");
        }

        /** Gives back all that is still taken. */
        @Override
        public void close() {
            give(start + rest);
        }
    }
}
