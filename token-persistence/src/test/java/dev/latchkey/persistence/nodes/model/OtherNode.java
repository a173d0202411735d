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
            case NOT_BEGUN ->
                steps.accept(new Step(
                        "the other node commits the revoke at "
                                + state.databases().primary(),
                        state.with(state.databases().revoked())
                                .with(state.revoke().now(Revoke.Stage.COMMITTED))));
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

    /** Acknowledges at once if there is nothing to wait for. */
    private State readRows(State state) {
        boolean waits = state.row().present() && !state.row().confirmed() && !pastDeadline(state);
        return state.with(state.revoke().now(waits ? Revoke.Stage.WAITS : Revoke.Stage.ACKNOWLEDGED));
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
        boolean locked = renewal != null && renewal.stage() == Renewal.Stage.RUN;
        boolean old = state.row().age() >= State.LEASE
                || (scenario.has(Mutation.ROW_REMOVED_BY_THE_DATABASE_CLOCK)
                        && state.databases().clockStepped());
        return state.row().present() && !locked && old;
    }
}
