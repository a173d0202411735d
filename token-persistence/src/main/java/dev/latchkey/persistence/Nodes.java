package dev.latchkey.persistence;

import dev.latchkey.persistence.Decision.Answered;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenWatchers;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.UndecidedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Several processes on one PostgreSQL, of which each that decides calls is a node with a {@link Lease}. A change that takes a right away is
 * committed with a revision, and returns when every node has confirmed that or its lease must have run out: so a call that starts after is refused on every node.
 * A process becomes a node when somebody watches; one that only makes changes waits for the nodes and is none.
 */
final class Nodes implements Revocations {

    /** How long a decision waits for a lease. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** How long the answer to a commit is waited for: longer than that if a standby is gone, and then it is not known what becomes of it. */
    private static final Duration COMMIT = Duration.ofSeconds(4);

    private final TokenWatchers watchers = new TokenWatchers();
    private final Lease lease;
    private final Barrier barrier;
    private final RenewalPlace place;
    private volatile Optional<RenewalLoop> loop = Optional.empty();
    private boolean closed;

    /**
     * @param connections for all but renewals
     * @param place where renewals are sent, and what is done when another server answers
     */
    Nodes(Connections connections, Lease lease, RenewalPlace place) {
        this.lease = lease;
        this.place = new RenewalPlace(place.opening(), () -> {
            place.serverChanged().run();
            connections.abort();
        });
        this.barrier = new Barrier(connections, () -> RenewalPauses.betweenTurns(lease));
    }

    @Override
    public Optional<Tokens.Watch> watch(Consumer<TokenFingerprint> watcher) {
        Tokens.Watch watch = watchers.add(watcher);
        try {
            join();
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
        return Optional.of(new Tokens.Watch() {
            @Override
            public long era() {
                return lease.era();
            }

            @Override
            public int nodes() {
                return lease.cluster().nodes();
            }

            @Override
            public InstantSource clock() {
                return lease.cluster().clock();
            }

            @Override
            public void close() {
                watch.close();
            }
        });
    }

    private synchronized void join() {
        if (closed) {
            throw new StorageException("the database is closed");
        }
        if (loop.isEmpty()) {
            loop = Optional.of(RenewalLoop.start(place, lease, watchers));
        }
    }

    @Override
    public void record(Connection connection, Revoked revoked) throws SQLException {
        if (!revoked.isEmpty()) {
            revoked.recordedAt(RevisionStatements.record(connection, revoked));
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(COMMIT.toMillis()));
        } else if (revoked.isGone()) {
            revoked.recordedAt(RevisionStatements.last(connection));
        } else if (revoked.goneToken().isPresent()) {
            RevisionStatements.unconfirmed(connection, revoked.goneToken().get())
                    .ifPresent(revoked::recordedAt);
        }
    }

    @Override
    public void tell(Revoked revoked) {
        watchers.tell(revoked.tokens());
    }

    @Override
    public void await(Revoked revoked) {
        revoked.position().ifPresent(barrier::await);
    }

    /** The answer counts if it came from the server at which the lease was renewed, and that lasts still. */
    @Override
    public <T> T decide(Connections connections, Decision<T> decision) throws SQLException {
        if (loop.isEmpty()) {
            return connections.call(decision::ask);
        }
        long end = lease.now() + PATIENCE.toNanos();
        do {
            long era = lease.era();
            if (era != Tokens.Watch.NO_ERA) {
                String expected = lease.timeline();
                Answered<T> answered = connections.call(connection -> askInTime(connection, decision));
                if (lease.era() == era && answered.timeline().equals(expected)) {
                    return answered.result();
                }
            }
        } while (lease.await(Duration.ofNanos(Math.max(0, end - lease.now()))) && end - lease.now() > 0);
        throw new UndecidedException(
                "this node has lost touch with the database, and can't tell what holds now: try again in a second");
    }

    private <T> Answered<T> askInTime(Connection connection, Decision<T> decision) throws SQLException {
        connection.setNetworkTimeout(
                Runnable::run, Math.toIntExact(lease.longestAnswer().toMillis()));
        return decision.askWithTimeline(connection);
    }

    @Override
    public boolean canDecide() {
        return loop.isEmpty() || lease.era() != Tokens.Watch.NO_ERA;
    }

    @Override
    public boolean isOutage(SQLException e) {
        return loop.isPresent() && (Outages.isLost(e) || (!canDecide() && Outages.isWaiting(e)));
    }

    @Override
    public Optional<NodeStatus> status() {
        return loop.map(running -> new NodeStatus(
                lease.left(),
                lease.lost(),
                lease.cluster().nodes(),
                lease.cluster().revision(),
                barrier.waits(),
                barrier.waited(),
                barrier.unconfirmed()));
    }

    @Override
    public void close() {
        Optional<RenewalLoop> running;
        synchronized (this) {
            closed = true;
            running = loop;
        }
        running.ifPresent(RenewalLoop::close);
    }
}
