package dev.latchkey.persistence.nodes.model;

import java.util.function.Consumer;

/** What nobody decides: time passes, the node stops, the standby is promoted, a clock steps. */
final class Surroundings implements Actions {

    private final Scenario scenario;
    private final boolean hasDeadline;

    Surroundings(Scenario scenario) {
        this.scenario = scenario;
        this.hasDeadline = scenario.has(Mutation.DEADLINE_IN_THE_ROW);
    }

    @Override
    public void after(State state, Consumer<Step> steps) {
        State later =
                state.with(state.row().tick(hasDeadline)).with(state.revoke().tick());
        steps.accept(new Step("a tick passes", tickOfTheNode(later)));
        if (scenario.has(Fault.HYPERVISOR_PAUSE)) {
            steps.accept(new Step("a tick passes while a hypervisor has stopped the node and its clock", later));
        }
        steps.accept(new Step(
                state.node().stopped() ? "the node goes on" : "the node stops",
                state.with(state.node().stopOrGoOn())));
        if (scenario.has(Fault.FAILOVER) && !state.databases().promoted()) {
            steps.accept(new Step(
                    "the standby is promoted", state.with(state.databases().promote())));
        }
        if (scenario.has(Fault.CLOCK_STEP) && !state.databases().clockStepped()) {
            steps.accept(new Step(
                    "the database's clock steps ahead",
                    state.with(state.databases().stepClock()).with(state.row().stepClock(hasDeadline))));
        }
    }

    private static State tickOfTheNode(State state) {
        State ticked = state.with(state.node().tick());
        Renewal renewal = state.renewal();
        return renewal == null ? ticked : ticked.with(renewal.tick());
    }
}
