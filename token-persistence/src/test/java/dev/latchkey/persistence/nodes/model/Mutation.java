package dev.latchkey.persistence.nodes.model;

/** What a careless implementation does at one place of the protocol. */
enum Mutation {
    /** Calls are answered whether or not the node has a lease. */
    LEASE_NOT_ASKED,

    /** The lease is counted from the arrival of the answer, although the database saw the state long before. */
    LEASE_COUNTED_FROM_THE_ANSWER,

    /** A timer tells calls that the lease is over, and runs late; no call looks at the clock itself. */
    LEASE_ENDED_BY_A_TIMER,

    /** What was read is kept although a revoke was applied while the read was under way. */
    READ_KEPT_WITHOUT_COMPARING,

    /** The end of the lease stands in the row, by the database's clock, and a row past its end is not waited for. */
    DEADLINE_IN_THE_ROW,

    /** The age of a row is told by the database's clock, not by the clock of the node that removes it. */
    ROW_REMOVED_BY_THE_DATABASE_CLOCK,

    /** A renewal that finds no row makes a new one, though nobody waits for this node any more. */
    RENEWAL_MAKES_THE_ROW,

    /** Renewals don't need the standby's acknowledgement, so that a primary which was replaced still commits them. */
    FIRST_PRIMARY_NOT_FENCED,

    /** Connections to the primary that was replaced are still read from after a renewal at the new one. */
    READ_WHEREVER_CONNECTED,

    /** The revoke is acknowledged without waiting for confirmations or for the end of leases. */
    ACKNOWLEDGED_WITHOUT_WAITING,

    /** The node confirms a revoke and leaves the token in its cache. */
    CONFIRMED_WITHOUT_DROPPING,

    /** The node that revokes reads the rows of the nodes before it commits, so that who joins in between is not waited for. */
    ROWS_READ_BEFORE_THE_COMMIT,

    /** The wait for the end of leases is counted from before the commit, which may take long. */
    WAIT_COUNTED_FROM_BEFORE_THE_COMMIT,

    /** A row is removed although a renewal of it is under way. */
    ROW_REMOVED_DESPITE_ITS_LOCK,

    /** The node confirms a revoke that it found when it looked, and leaves the token in its cache. */
    LOOKED_WITHOUT_DROPPING,

    /** A look prolongs the lease, though a primary that was replaced answers it without its standby. */
    LEASE_PROLONGED_BY_A_LOOK,

    /** A renewal confirms at once what it sees, before the node has its answer and drops anything. */
    CONFIRMED_BEFORE_THE_ANSWER
}
