package dev.latchkey.demo.environment;

import static dev.latchkey.demo.environment.EnvironmentStatus.BROKEN;
import static dev.latchkey.demo.environment.EnvironmentStatus.DOWN;
import static dev.latchkey.demo.environment.EnvironmentStatus.GOING_TO_SLEEP;
import static dev.latchkey.demo.environment.EnvironmentStatus.LAUNCHING;
import static dev.latchkey.demo.environment.EnvironmentStatus.RUNNING;
import static dev.latchkey.demo.environment.EnvironmentStatus.SLEEPING;
import static dev.latchkey.demo.environment.EnvironmentStatus.STOPPING;
import static dev.latchkey.demo.environment.EnvironmentStatus.UPDATING;

import com.google.common.collect.ImmutableSet;

/** How an environment gets from one status to another: from which ones, and through which. */
enum Transition {
    START(ImmutableSet.of(DOWN, SLEEPING, BROKEN), LAUNCHING, RUNNING),
    STOP(ImmutableSet.of(RUNNING, SLEEPING, BROKEN), STOPPING, DOWN),
    SLEEP(ImmutableSet.of(RUNNING), GOING_TO_SLEEP, SLEEPING),
    RESTART(ImmutableSet.of(RUNNING), UPDATING, RUNNING);

    private final ImmutableSet<EnvironmentStatus> from;
    private final EnvironmentStatus through;
    private final EnvironmentStatus to;

    Transition(ImmutableSet<EnvironmentStatus> from, EnvironmentStatus through, EnvironmentStatus to) {
        this.from = from;
        this.through = through;
        this.to = to;
    }

    ImmutableSet<EnvironmentStatus> from() {
        return from;
    }

    EnvironmentStatus through() {
        return through;
    }

    EnvironmentStatus to() {
        return to;
    }
}
