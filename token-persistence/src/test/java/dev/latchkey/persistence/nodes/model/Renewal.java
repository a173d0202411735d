package dev.latchkey.persistence.nodes.model;

import java.util.Locale;

/**
 * A renewal under way.
 *
 * @param age the ticks since it was sent, by the node's clock
 * @param confirms whether it confirms the revoke
 * @param seesRevoke whether the revoke was committed when it ran
 */
record Renewal(Stage stage, int age, boolean confirms, Primary at, boolean seesRevoke) {

    enum Stage {
        SENT,
        RUN,
        COMMITTED
    }

    static Renewal sent(Primary to, boolean confirms) {
        return new Renewal(Stage.SENT, 0, confirms, to, false);
    }

    Renewal tick() {
        return new Renewal(stage, Math.min(State.USE, age + 1), confirms, at, seesRevoke);
    }

    Renewal run(boolean revoked) {
        return new Renewal(Stage.RUN, age, confirms, at, revoked);
    }

    Renewal commit() {
        return new Renewal(Stage.COMMITTED, age, confirms, at, seesRevoke);
    }

    @Override
    public String toString() {
        return "renewal sent to " + at + " " + age + " ago"
                + (stage == Stage.SENT ? "" : ", " + stage.name().toLowerCase(Locale.ROOT))
                + (confirms ? ", confirms the revoke" : "")
                + (seesRevoke ? ", sees the revoke" : "");
    }
}
