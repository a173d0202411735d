package dev.latchkey.persistence.nodes.model;

/** How far the one revoke is, and how many ticks have been waited, up to a whole lease. */
record Revoke(Stage stage, int waited) {

    enum Stage {
        NOT_BEGUN("not revoked"),

        /** Of mutations that do something before the commit. */
        ROW_SEEN("not revoked, row seen"),
        NO_ROW_SEEN("not revoked, no row seen"),
        WAITS_ALREADY("not revoked, but waited for"),
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
            case NOT_BEGUN, ROW_SEEN, NO_ROW_SEEN, ACKNOWLEDGED -> this;
            case WAITS_ALREADY, COMMITTED, WAITS -> new Revoke(stage, Math.min(State.LEASE, waited + 1));
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
