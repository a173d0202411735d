package dev.latchkey.persistence.nodes.model;

/** How far the one revoke is, and how many ticks have passed since its commit, up to a whole lease. */
record Revoke(Stage stage, int waited) {

    enum Stage {
        NOT_BEGUN("not revoked"),
        COMMITTED("revoke committed"),
        WAITS("revoke waits for the node"),
        ACKNOWLEDGED("revoke acknowledged");

        private final String text;

        Stage(String text) {
            this.text = text;
        }
    }

    static final Revoke NOT_BEGUN = new Revoke(Stage.NOT_BEGUN, 0);

    Revoke tick() {
        return switch (stage) {
            case NOT_BEGUN, ACKNOWLEDGED -> this;
            case COMMITTED, WAITS -> new Revoke(stage, Math.min(State.LEASE, waited + 1));
        };
    }

    Revoke now(Stage next) {
        return new Revoke(next, waited);
    }

    boolean acknowledged() {
        return stage == Stage.ACKNOWLEDGED;
    }

    @Override
    public String toString() {
        return stage.text + (stage == Stage.NOT_BEGUN ? "" : ", waited " + waited);
    }
}
