package dev.latchkey.persistence.nodes.model;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * Under which faults the protocol runs, and where its implementation is careless, if anywhere.
 *
 * @param looks whether the node also looks for revokes between its renewals, and confirms with the next one what it found
 */
record Scenario(Optional<Mutation> mutation, ImmutableSet<Fault> faults, boolean looks) {

    static Scenario protocol(Fault... faults) {
        return new Scenario(Optional.empty(), ImmutableSet.copyOf(faults), false);
    }

    static Scenario with(Mutation mutation, Fault... faults) {
        return new Scenario(Optional.of(mutation), ImmutableSet.copyOf(faults), false);
    }

    /** The same with a node that looks between its renewals. */
    Scenario looking() {
        return new Scenario(mutation, faults, true);
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    boolean has(Mutation careless) {
        return mutation.isPresent() && mutation.get() == careless;
    }

    @Override
    public String toString() {
        return mutation.map(Mutation::name).orElse("the protocol")
                + (looks ? ", with looks" : "")
                + (faults.isEmpty() ? "" : " under " + faults);
    }
}
