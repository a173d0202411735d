package dev.latchkey.persistence.nodes.model;

/** What may befall the nodes and their database beyond pauses and lost messages, which are always possible. */
enum Fault {
    /** The standby becomes the primary, while the first primary may go on and answer. */
    FAILOVER,

    /** The database's clock steps ahead, once. */
    CLOCK_STEP,

    /** The node stops, and its clock with it: it can't know how long it was away. The protocol doesn't stand this. */
    HYPERVISOR_PAUSE
}
