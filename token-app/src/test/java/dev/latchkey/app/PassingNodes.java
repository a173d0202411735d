package dev.latchkey.app;

import dev.latchkey.Latchkey;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.StorageException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes inside the test's process: one joins, asks about the tokens that were revoked last, and leaves; then the next one does. */
final class PassingNodes implements AutoCloseable {

    private static final int ROUNDS = 5;

    private final Cluster cluster;
    private final RevocationLoad load;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger joined = new AtomicInteger();
    private final Future<?> running;
    private volatile boolean ended;

    private PassingNodes(Cluster cluster, RevocationLoad load) {
        this.cluster = cluster;
        this.load = load;
        this.running = thread.submit(() -> {
            while (!ended) {
                pass();
            }
        });
    }

    static PassingNodes start(Cluster cluster, RevocationLoad load) {
        return new PassingNodes(cluster, load);
    }

    /** How many have joined so far. */
    int joined() throws Exception {
        if (running.isDone()) {
            running.get();
        }
        return joined.get();
    }

    private void pass() {
        DatabaseOptions options = DatabaseOptions.at(
                        "jdbc:postgresql://localhost:"
                                + cluster.database().primary().port() + "/postgres",
                        "postgres",
                        "postgres")
                .poolSize(2)
                .lease(cluster.setup().lease());
        try (Database database = Database.open(options);
                Latchkey node = Latchkey.on(database).reads("any.Method").start()) {
            joined.incrementAndGet();
            for (int i = 0; i < ROUNDS && !ended; i++) {
                load.watched().forEach(token -> ask(node, token));
            }
        }
    }

    private void ask(Latchkey node, DoomedToken token) {
        boolean dead = token.isDeadAt(System.nanoTime());
        try {
            if (node.identify(token.value(), Client.UNKNOWN) instanceof Authorization.Granted) {
                load.figures().grantedAside("passing", dead);
            }
        } catch (StorageException e) {
            joined.get(); // it is not decided
        }
    }

    @Override
    public void close() throws Exception {
        ended = true;
        thread.shutdown();
        running.get(30, TimeUnit.SECONDS);
    }
}
