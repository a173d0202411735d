package dev.latchkey.http.metrics;

import java.time.Duration;

/** How a server does that is one of several on a database. No method blocks. Safe for use by many threads. */
public interface NodeMeter {

    /** For how long it may decide calls if it hears nothing more from the database. */
    Duration leaseLeft();

    /** How often its lease ran out. */
    long leasesLost();

    /** How many servers there are, this one among them. */
    int nodes();

    /** The revision up to which it goes by all changes that took a right away. */
    long revision();

    /** How far the database's clock, by which tokens and sessions end, is ahead of this machine's; negative if it is behind. */
    Duration clockOffset();

    /** How many of its changes waited for the other servers. */
    long waits();

    /** How long they waited, all together. */
    Duration waited();

    /** How many of them waited for a whole lease. */
    long unconfirmed();
}
