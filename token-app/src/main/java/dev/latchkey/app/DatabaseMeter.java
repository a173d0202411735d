package dev.latchkey.app;

import dev.latchkey.http.metrics.NodeMeter;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.NodeStatus;
import java.time.Duration;

/** How a server does as a node on its database. */
record DatabaseMeter(Database database) implements NodeMeter {

    private NodeStatus status() {
        return database.status().orElseThrow();
    }

    @Override
    public Duration leaseLeft() {
        return status().leaseLeft();
    }

    @Override
    public long leasesLost() {
        return status().leasesLost();
    }

    @Override
    public int nodes() {
        return status().nodes();
    }

    @Override
    public long revision() {
        return status().revision();
    }

    @Override
    public Duration clockOffset() {
        return database.clockOffset();
    }

    @Override
    public long waits() {
        return status().waits();
    }

    @Override
    public Duration waited() {
        return status().waited();
    }

    @Override
    public long unconfirmed() {
        return status().unconfirmed();
    }
}
