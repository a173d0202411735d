package dev.latchkey.http.metrics;

import java.time.Duration;

/** A server of three on a database. */
final class OneOfSeveral implements NodeMeter {

    @Override
    public Duration leaseLeft() {
        return Duration.ofMillis(1_250);
    }

    @Override
    public long leasesLost() {
        return 2;
    }

    @Override
    public int nodes() {
        return 3;
    }

    @Override
    public long revision() {
        return 42;
    }

    @Override
    public Duration clockOffset() {
        return Duration.ofMillis(-500);
    }

    @Override
    public long waits() {
        return 7;
    }

    @Override
    public Duration waited() {
        return Duration.ofMillis(2_500);
    }

    @Override
    public long unconfirmed() {
        return 1;
    }
}
