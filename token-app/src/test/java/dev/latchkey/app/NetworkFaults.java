package dev.latchkey.app;

import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can happen between B and the database. */
final class NetworkFaults {

    private NetworkFaults() {}

    static Stream<NodeFault> all() {
        return Stream.of(
                fault("cut", 1800, DatabaseProxy::cut),
                fault("cut-to-database", 1800, DatabaseProxy::cutToDatabase),
                fault("cut-from-database", 1800, DatabaseProxy::cutFromDatabase),
                fault("delay-300ms", 2500, way -> way.delay(300)),
                fault("loss-30%", 2500, way -> way.lose(0.3)),
                fault("notifications-lost", 2500, DatabaseProxy::loseNotifications));
    }

    private static NodeFault fault(String name, long millis, Consumer<DatabaseProxy> fault) {
        return NodeFault.of(name, (cluster, load) -> {
            DatabaseWays ways = cluster.b().database();
            ways.all().forEach(fault);
            try {
                load.goOn(millis);
            } finally {
                ways.heal();
            }
            load.goOn(400);
        });
    }
}
