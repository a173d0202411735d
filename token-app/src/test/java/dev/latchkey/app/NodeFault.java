package dev.latchkey.app;

import java.util.stream.Stream;

/**
 * Something that is done to a node or the database while tokens are revoked.
 *
 * @param name by which it is chosen
 * @param setup what it needs
 * @param repetitions how often it is done at most
 * @param losesAnswers whether it may not be known whether a revoke was made
 */
record NodeFault(String name, Setup setup, int repetitions, boolean losesAnswers, Action action) {

    private static final int ANY = Integer.MAX_VALUE;

    /** What is done, with the load under way. */
    @FunctionalInterface
    interface Action {
        void on(Cluster cluster, RevocationLoad load) throws Exception;
    }

    /** How the cluster must be started. */
    enum Setup {
        PLAIN,
        /** The clocks of B and of the database can be set. */
        CLOCKS,
        /** B's clock is slower than the others', by less than a tenth. */
        SLOW_CLOCK
    }

    static NodeFault of(String name, Action action) {
        return new NodeFault(name, Setup.PLAIN, ANY, false, action);
    }

    NodeFault needing(Setup other) {
        return new NodeFault(name, other, repetitions, losesAnswers, action);
    }

    /** One that takes long. */
    NodeFault atMost(int count) {
        return new NodeFault(name, setup, count, losesAnswers, action);
    }

    /** One of the server at which revokes are committed. */
    NodeFault losingAnswers() {
        return new NodeFault(name, setup, repetitions, true, action);
    }

    /** All of them; each leaves the cluster whole. */
    static Stream<NodeFault> all() {
        return Stream.of(NodeProcessFaults.all(), NetworkFaults.all(), DatabaseFaults.all(), ClockFaults.all())
                .flatMap(faults -> faults);
    }

    static NodeFault named(String name) {
        return all().filter(fault -> fault.name().equals(name)).findAny().orElseThrow();
    }

    /** As text for the report. */
    @Override
    public String toString() {
        return name;
    }
}
