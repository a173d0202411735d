package dev.latchkey.demo.environment;

import java.time.Instant;

/**
 * Where an environment stands: in one status until an instant, in another from then on. Nothing has to happen at that
 * instant, so that a transition ends by itself even if the server is gone meanwhile.
 *
 * @param passing the status before {@code settlesAt}
 * @param settled the status at {@code settlesAt} and after
 */
public record Phase(EnvironmentStatus passing, EnvironmentStatus settled, Instant settlesAt) {

    boolean isSettledAt(Instant now) {
        return !now.isBefore(settlesAt);
    }

    EnvironmentStatus statusAt(Instant now) {
        return isSettledAt(now) ? settled : passing;
    }
}
