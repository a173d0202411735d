package dev.latchkey.persistence.nodes.model;

import java.util.Optional;

/** When the node grants a call, and the claim that it never does so after the revoke was acknowledged. */
final class Grants {

    private final Scenario scenario;

    Grants(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Whether calls are answered, as far as the node knows. */
    boolean leased(Node node) {
        if (scenario.has(Mutation.LEASE_NOT_ASKED)) {
            return true;
        }
        return scenario.has(Mutation.LEASE_ENDED_BY_A_TIMER) ? node.flag() : node.hasLease();
    }

    /** Whether a call may be granted by what was read. */
    boolean usable(Read read, Node node) {
        return read.live()
                && leased(node)
                && (scenario.has(Mutation.READ_WHEREVER_CONNECTED) || read.at() == node.epoch());
    }

    /** Returns how a call that starts now is wrongly granted, or empty if the claim holds. */
    Optional<String> wrong(State state) {
        Node node = state.node();
        if (node.stopped() || !state.revoke().acknowledged()) {
            return Optional.empty();
        }
        if (node.cached() && leased(node)) {
            return Optional.of("a call is granted from the cache after the acknowledgement");
        }
        Read read = node.read();
        return read != null && read.afterAcknowledgement() && usable(read, node)
                ? Optional.of("a call is granted by a read begun after the acknowledgement")
                : Optional.empty();
    }
}
