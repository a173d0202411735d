package dev.latchkey.persistence;

import java.time.Duration;

/**
 * How a process does that is one of several on a database.
 *
 * @param leaseLeft for how long it may decide calls if it hears nothing more from the database; zero if it has no lease
 * @param leasesLost how often its lease had run out when it was renewed
 * @param nodes how many nodes there were when it last counted them, which it does once in a lease
 * @param revision up to which it goes by all changes that took a right away
 * @param waits how many of its changes waited for the nodes after they were committed
 * @param waited how long they waited, all together
 * @param unconfirmed how many of them waited for a whole lease, as a node was out of reach
 */
public record NodeStatus(
        Duration leaseLeft, long leasesLost, int nodes, long revision, long waits, Duration waited, long unconfirmed) {}
