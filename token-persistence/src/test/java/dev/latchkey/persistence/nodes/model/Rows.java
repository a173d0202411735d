package dev.latchkey.persistence.nodes.model;

import java.util.function.Consumer;

/** What happens to a renewal between the node and its row, and how the node gets a row again. */
final class Rows implements Actions {

    private final Scenario scenario;
    private final boolean hasDeadline;

    Rows(Scenario scenario) {
        this.scenario = scenario;
        this.hasDeadline = scenario.has(Mutation.DEADLINE_IN_THE_ROW);
    }

    @Override
    public void after(State state, Consumer<Step> steps) {
        Renewal renewal = state.renewal();
        if (renewal != null) {
            goesOn(renewal, state, steps);
        } else if (!state.row().present() && !state.node().stopped()) {
            Row joined = state.row().write(state.node().applied(), hasDeadline);
            steps.accept(new Step("the node joins again", state.with(joined)));
        }
    }

    private void goesOn(Renewal renewal, State state, Consumer<Step> steps) {
        switch (renewal.stage()) {
            case SENT -> {
                if (state.row().present() || scenario.has(Mutation.RENEWAL_MAKES_THE_ROW)) {
                    Renewal run = renewal.run(state.databases().revokedAt(renewal.at()));
                    steps.accept(new Step(renewal.at() + " runs the renewal", state.with(run)));
                }
                steps.accept(new Step("the renewal is lost", state.withoutRenewal()));
            }
            case RUN -> {
                if (commits(renewal, state)) {
                    steps.accept(new Step(renewal.at() + " commits the renewal", committed(renewal, state)));
                }
                steps.accept(new Step("the renewal is rolled back", state.withoutRenewal()));
            }
            case COMMITTED -> steps.accept(new Step("the answer to the renewal is lost", state.withoutRenewal()));
        }
    }

    /** A primary that was replaced can't commit: the standby, which would have to acknowledge that, no longer follows it. */
    private boolean commits(Renewal renewal, State state) {
        return renewal.at() == state.databases().primary() || scenario.has(Mutation.FIRST_PRIMARY_NOT_FENCED);
    }

    private State committed(Renewal renewal, State state) {
        State answered = state.with(renewal.commit());
        if (renewal.at() != state.databases().primary()) {
            return answered; // Written where nobody looks any more.
        }
        boolean confirmed = state.row().confirmed()
                || renewal.confirms()
                || (renewal.seesRevoke() && scenario.has(Mutation.CONFIRMED_BEFORE_THE_ANSWER));
        return answered.with(state.row().write(confirmed, hasDeadline));
    }
}
