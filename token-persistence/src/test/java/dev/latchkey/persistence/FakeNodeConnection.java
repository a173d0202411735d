package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.NodeStatements.Renewal;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server with the rows of nodes, and a connection to it, that notes what it is asked for. */
final class FakeNodeConnection implements NodeConnection {

    final List<String> done = new ArrayList<>();
    final Map<UUID, Long> beats = new HashMap<>();
    String timeline = "1";
    long last;
    ImmutableList<TokenFingerprint> changed = ImmutableList.of();
    boolean all;
    boolean isTold = true;
    boolean failing;
    boolean refusing;
    Duration leaseOfOthers = Duration.ZERO;

    /** What happens between the sending of a renewal and its answer. */
    Runnable onTheWay = () -> {};

    /** What happens after the beats were read. */
    Runnable beatsAfterwards = () -> {};

    /** What happens while a notification is waited for; none comes. */
    Waiting whileWaiting = longest -> {};

    interface Waiting {
        void on(Duration longest);
    }

    /** Has the next renewal bring what was revoked. */
    void revoke(TokenFingerprint fingerprint) {
        last++;
        changed = ImmutableList.of(fingerprint);
    }

    private void note(String what) throws SQLException {
        done.add(what);
        if (failing) {
            throw new SQLException("on purpose", "08006");
        }
    }

    @Override
    public boolean isTold() {
        return isTold;
    }

    @Override
    public boolean awaitNotification(Duration longest) {
        whileWaiting.on(longest);
        return false;
    }

    @Override
    public String timeline() {
        return timeline;
    }

    @Override
    public Duration leaseOfOthers() {
        return leaseOfOthers;
    }

    @Override
    public long join(UUID node, Duration lease) throws SQLException {
        note("join");
        if (refusing && !beats.isEmpty()) {
            throw new StorageException("on purpose");
        }
        beats.put(node, 0L);
        return last;
    }

    @Override
    public Renewal renew(UUID node, long applied) throws SQLException {
        note("renew, confirming " + applied);
        onTheWay.run();
        boolean joined = beats.computeIfPresent(node, (id, beat) -> beat + 1) != null;
        return applied == last
                ? new Renewal(joined, last, timeline, ImmutableList.of(), all, 1, Instant.now())
                : new Renewal(joined, last, timeline, changed, all, 1, Instant.now());
    }

    @Override
    public Map<UUID, Long> beats() throws SQLException {
        note("beats");
        Map<UUID, Long> read = Map.copyOf(beats);
        beatsAfterwards.run();
        return read;
    }

    /** As the database does it: only if the node has not beaten since. */
    @Override
    public boolean reap(UUID node, long beat) throws SQLException {
        note("reap");
        return beats.remove(node, beat);
    }

    @Override
    public void removeConfirmed() throws SQLException {
        note("remove confirmed");
    }

    @Override
    public void leave(UUID node) throws SQLException {
        note("leave");
        beats.remove(node);
    }

    @Override
    public void giveBack() throws SQLException {
        note("give back");
    }

    @Override
    public void abort() {
        done.add("abort");
    }
}
