package dev.latchkey.persistence;

/** The numbers of PostgreSQL's advisory locks, each held until its transaction ends. Other programs on the same database hardly take the same ones. */
final class AdvisoryLocks {

    /** For who brings the tables up to date: "latchkey" in ASCII. */
    static final long MIGRATION = 0x6c61_7463_686b_6579L;

    /** For who records a revision. */
    static final long REVISION = MIGRATION + 1;

    /** For who removes the revisions that all nodes have confirmed. */
    static final long CLEANING = MIGRATION + 2;

    private AdvisoryLocks() {}
}
