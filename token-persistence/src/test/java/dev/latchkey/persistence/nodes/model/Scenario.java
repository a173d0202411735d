package dev.latchkey.persistence.nodes.model;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/** Under which faults the protocol runs, and where its implementation is careless, if anywhere. */
record Scenario(Optional<Mutation> mutation, ImmutableSet<Fault> faults) {

    static Scenario protocol(Fault... faults) {
        return new Scenario(Optional.empty(), ImmutableSet.copyOf(faults));
    }

    static Scenario with(Mutation mutation, Fault... faults) {
        return new Scenario(Optional.of(mutation), ImmutableSet.copyOf(faults));
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    boolean has(Mutation careless) {
        return mutation.isPresent() && mutation.get() == careless;
    }

    @Override
    public String toString() {
        return mutation.map(Mutation::name).orElse("the protocol") + (faults.isEmpty() ? "" : " under " + faults);
    }
}
