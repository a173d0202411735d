package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;

/** What can be wrong with the clocks of nodes and of the database. */
final class ClockFaults {

    /** The rate of a clock that the nodes must bear: they reckon with a tenth. */
    static final double BEARABLE_RATE = 0.92;

    /** That of one that they can't. */
    static final double UNBEARABLE_RATE = 0.7;

    private static final long HOUR = 3600;

    private static final int ATTEMPTS = 5;

    /** After that, a process looks at its file again when it is next asked for the time. */
    private static final long SEEN_MILLIS = 1300;

    private static final String FILE = "FAKETIME_TIMESTAMP_FILE";

    private ClockFaults() {}

    static Stream<NodeFault> all() {
        return Stream.of(
                NodeFault.of(
                                "node-clock-steps",
                                (cluster, load) -> steps(
                                        Path.of(cluster.setup().environmentOfB().get(FILE)), cluster, load))
                        .needing(NodeFault.Setup.CLOCKS),
                NodeFault.of(
                                "database-clock-steps",
                                (cluster, load) -> steps(
                                        Path.of(cluster.setup()
                                                .environmentOfDatabase()
                                                .get(FILE)),
                                        cluster,
                                        load))
                        .needing(NodeFault.Setup.CLOCKS)
                        .losingAnswers(),
                NodeFault.of("node-clock-slow", DatabaseFaults::backendStopped).needing(NodeFault.Setup.SLOW_CLOCK));
    }

    private static void steps(Path file, Cluster cluster, RevocationLoad load) throws Exception {
        try {
            Faketime.set(file, HOUR);
            load.goOn(SEEN_MILLIS);
            awaitStepped(file, cluster, load);
            Faketime.set(file, -HOUR);
            load.goOn(SEEN_MILLIS);
        } finally {
            Faketime.set(file, 0);
        }
        load.goOn(SEEN_MILLIS);
    }

    /** Goes on until the fault is there, where that can be asked. */
    private static void awaitStepped(Path file, Cluster cluster, RevocationLoad load) throws Exception {
        if (!file.toString().equals(cluster.setup().environmentOfDatabase().get(FILE))) {
            return;
        }
        for (int i = 0; i < ATTEMPTS && !isStepped(cluster); i++) {
            load.goOn(SEEN_MILLIS);
        }
        assertThat(isStepped(cluster)).as("the database's clock is set").isTrue();
    }

    private static boolean isStepped(Cluster cluster) {
        long seconds = cluster.database().primary().number("SELECT EXTRACT(EPOCH FROM clock_timestamp())::bigint");
        return Math.abs(seconds - System.currentTimeMillis() / 1000 - HOUR) < 60;
    }
}
