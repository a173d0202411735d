package dev.latchkey.persistence.nodes.model;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries every run of a scenario, the shorter ones first, until no state is new or the claim is broken. So a run that
 * breaks it is one of the shortest.
 */
final class Search {

    /** A state, and the way to it. */
    private record Visit(Step step, @Nullable Visit before) {}

    private final ImmutableList<Actions> parties;
    private final Grants grants;
    private final Set<State> seen = new HashSet<>();
    private final Queue<Visit> next = new ArrayDeque<>();

    private Search(Scenario scenario) {
        this.grants = new Grants(scenario);
        this.parties = ImmutableList.of(
                new Surroundings(scenario),
                new OtherNode(scenario),
                new AnsweringNode(scenario, grants),
                new Rows(scenario));
    }

    static Finding of(Scenario scenario) {
        return new Search(scenario).run();
    }

    private Finding run() {
        visit(new Step("the node has joined", State.AT_FIRST), null);
        for (Visit visit = next.poll(); visit != null; visit = next.poll()) {
            State state = visit.step().after();
            Optional<String> wrong = grants.wrong(state);
            if (wrong.isPresent()) {
                return new Finding(seen.size(), Optional.of(new BrokenRun(wrong.get(), way(visit))));
            }
            Visit before = visit;
            parties.forEach(party -> party.after(state, step -> visit(step, before)));
        }
        return new Finding(seen.size(), Optional.empty());
    }

    private void visit(Step step, @Nullable Visit before) {
        if (seen.add(step.after())) {
            next.add(new Visit(step, before));
        }
    }

    private static ImmutableList<Step> way(Visit last) {
        ImmutableList.Builder<Step> steps = ImmutableList.builder();
        for (Visit visit = last; visit != null && visit.before() != null; visit = visit.before()) {
            steps.add(visit.step());
        }
        return steps.build().reverse();
    }
}
