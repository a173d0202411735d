package dev.latchkey.persistence.nodes.model;

import java.util.function.Consumer;

/** The node that revokes, and that removes the row of the first node when that has not been renewed for a lease. */
final class OtherNode implements Actions {

    private final Scenario scenario;

    OtherNode(Scenario scenario) {
        this.scenario = scenario;
    }

    @Override
    public void after(State state, Consumer<Step> steps) {
        switch (state.revoke().stage()) {
            case NOT_BEGUN -> begin(state, steps);
            case ROW_SEEN -> steps.accept(commit(state, Revoke.Stage.WAITS));
            case NO_ROW_SEEN -> steps.accept(commit(state, Revoke.Stage.ACKNOWLEDGED));
            case WAITS_ALREADY -> steps.accept(commit(state, Revoke.Stage.COMMITTED));
            case COMMITTED -> steps.accept(new Step("the other node reads the rows of the nodes", readRows(state)));
            case WAITS -> {
                if (mayAcknowledge(state)) {
                    steps.accept(new Step(
                            "the other node acknowledges the revoke",
                            state.with(state.revoke().now(Revoke.Stage.ACKNOWLEDGED))));
                }
            }
            case ACKNOWLEDGED -> {}
        }
        if (mayRemoveRow(state)) {
            steps.accept(new Step(
                    "the other node removes the node's row",
                    state.with(state.row().remove())));
        }
    }

    private void begin(State state, Consumer<Step> steps) {
        if (scenario.has(Mutation.ROWS_READ_BEFORE_THE_COMMIT)) {
            Revoke.Stage seen = waitsFor(state) ? Revoke.Stage.ROW_SEEN : Revoke.Stage.NO_ROW_SEEN;
            steps.accept(new Step(
                    "the other node reads the rows of the nodes",
                    state.with(state.revoke().now(seen))));
        } else if (scenario.has(Mutation.WAIT_COUNTED_FROM_BEFORE_THE_COMMIT)) {
            steps.accept(new Step(
                    "the other node begins to wait", state.with(state.revoke().now(Revoke.Stage.WAITS_ALREADY))));
        } else {
            steps.accept(commit(state, Revoke.Stage.COMMITTED));
        }
    }

    private static Step commit(State state, Revoke.Stage next) {
        return new Step(
                "the other node commits the revoke at " + state.databases().primary(),
                state.with(state.databases().revoked()).with(state.revoke().now(next)));
    }

    private boolean waitsFor(State state) {
        return state.row().present() && !state.row().confirmed() && !pastDeadline(state);
    }

    /** Acknowledges at once if there is nothing to wait for. */
    private State readRows(State state) {
        return state.with(state.revoke().now(waitsFor(state) ? Revoke.Stage.WAITS : Revoke.Stage.ACKNOWLEDGED));
    }

    private boolean mayAcknowledge(State state) {
        return state.row().confirmed()
                || !state.row().present()
                || leaseIsOver(state)
                || scenario.has(Mutation.ACKNOWLEDGED_WITHOUT_WAITING);
    }

    private boolean leaseIsOver(State state) {
        return scenario.has(Mutation.DEADLINE_IN_THE_ROW)
                ? pastDeadline(state)
                : state.revoke().waited() >= State.LEASE;
    }

    private boolean pastDeadline(State state) {
        return scenario.has(Mutation.DEADLINE_IN_THE_ROW) && state.row().deadline() <= 0;
    }

    /** A renewal that has run and is not committed holds the row's lock. */
    private boolean mayRemoveRow(State state) {
        Renewal renewal = state.renewal();
        boolean locked = renewal != null
                && renewal.stage() == Renewal.Stage.RUN
                && !scenario.has(Mutation.ROW_REMOVED_DESPITE_ITS_LOCK);
        boolean old = state.row().age() >= State.LEASE
                || (scenario.has(Mutation.ROW_REMOVED_BY_THE_DATABASE_CLOCK)
                        && state.databases().clockStepped());
        return state.row().present() && !locked && old;
    }
}
