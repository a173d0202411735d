package dev.latchkey.persistence.nodes.model;

/**
 * The primary and its standby: where the revoke is committed, whether the standby was promoted, and whether the clock
 * has stepped.
 */
record Databases(boolean revokedAtFirst, boolean revokedAtSecond, boolean promoted, boolean clockStepped) {

    static final Databases AT_FIRST = new Databases(false, false, false, false);

    Primary primary() {
        return promoted ? Primary.SECOND : Primary.FIRST;
    }

    boolean revokedAt(Primary primary) {
        return switch (primary) {
            case FIRST -> revokedAtFirst;
            case SECOND -> revokedAtSecond;
        };
    }

    Databases revoked() {
        return promoted
                ? new Databases(revokedAtFirst, true, promoted, clockStepped)
                : new Databases(true, revokedAtSecond, promoted, clockStepped);
    }

    /** The standby has all that the first primary committed. */
    Databases promote() {
        return new Databases(revokedAtFirst, revokedAtFirst, true, clockStepped);
    }

    Databases stepClock() {
        return new Databases(revokedAtFirst, revokedAtSecond, promoted, true);
    }

    @Override
    public String toString() {
        return primary() + (clockStepped ? " after a step of its clock" : "");
    }
}
