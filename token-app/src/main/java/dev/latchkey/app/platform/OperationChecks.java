package dev.latchkey.app.platform;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import dev.latchkey.http.operation.ConflictingOperationsException;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Puts operations together, and tells which don't go with each other. */
final class OperationChecks {

    /** How many operations a platform can have. */
    static final int MOST = 10_000;

    private final Problems problems;

    OperationChecks(Problems problems) {
        this.problems = problems;
    }

    /** The operations; with problems, those that can be together. */
    Operations operations(ImmutableList<Found> found) {
        if (found.size() > MOST) {
            problems.add(
                    found.get(MOST).place(),
                    "there are " + found.size() + " methods, and a platform can have " + MOST + "; leave some out");
            return Operations.NONE;
        }
        IdentityHashMap<Operation, Place> places = new IdentityHashMap<>();
        found.forEach(one -> places.put(one.operation(), one.place()));
        List<Operation> left = new ArrayList<>();
        found.forEach(one -> left.add(one.operation()));
        while (!problems.isFull()) {
            try {
                return Operations.of(left);
            } catch (ConflictingOperationsException e) {
                tell(e, places);
                Set<Operation> conflicting = Sets.newIdentityHashSet();
                conflicting.add(e.second());
                left.removeIf(conflicting::contains);
            }
        }
        return Operations.NONE;
    }

    private void tell(ConflictingOperationsException e, IdentityHashMap<Operation, Place> places) {
        Place first = requireNonNull(places.get(e.first()));
        Place second = requireNonNull(places.get(e.second()));
        boolean named = e.first().method().equals(e.second().method());
        problems.add(
                second,
                e.getMessage() + ", the other is in " + first + "; "
                        + (named
                                ? "give one another name, by x-latchkey-method in a document of OpenAPI"
                                : "change one of the paths, or leave one out for gateways"));
    }
}
