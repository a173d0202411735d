package dev.latchkey.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A node's ways to the servers of a {@link PostgresPair}, of which each can fail by itself. */
final class DatabaseWays implements AutoCloseable {

    /** What whoever runs a primary and a standby writes so that a node finds the new primary soon. */
    private static final String OPTIONS =
            "targetServerType=primary&hostRecheckSeconds=1&connectTimeout=2&sslmode=disable";

    private final PostgresPair pair;
    private final List<DatabaseProxy> proxies = new ArrayList<>();

    DatabaseWays(PostgresPair pair) throws IOException {
        this.pair = pair;
        for (PostgresServer server : pair.servers()) {
            proxies.add(new DatabaseProxy(server.port()));
        }
    }

    String url() {
        return proxies.stream()
                .map(proxy -> "localhost:" + proxy.port())
                .collect(Collectors.joining(",", "jdbc:postgresql://", "/postgres?" + OPTIONS));
    }

    /** The way to the server that is primary now. */
    DatabaseProxy toPrimary() {
        return to(pair.primary());
    }

    /** The way to the other one. */
    DatabaseProxy toStandby() {
        return to(pair.standby());
    }

    private DatabaseProxy to(PostgresServer server) {
        return proxies.get(pair.servers().indexOf(server));
    }

    List<DatabaseProxy> all() {
        return proxies;
    }

    void heal() {
        proxies.forEach(DatabaseProxy::heal);
    }

    @Override
    public void close() throws IOException {
        for (DatabaseProxy proxy : proxies) {
            proxy.close();
        }
    }
}
