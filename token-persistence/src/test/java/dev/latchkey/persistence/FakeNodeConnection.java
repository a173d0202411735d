package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.NodeStatements.News;
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

    /** What happens while a notification is waited for. */
    Waiting whileWaiting = longest -> {};

    /** The newest revision of which the server has told. */
    long told;

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
    public void listen(boolean wanted) throws SQLException {
        if (wanted != isTold) {
            note(wanted ? "listen" : "unlisten");
            isTold = wanted;
        }
    }

    @Override
    public boolean awaitRevision(long applied, Duration longest) {
        whileWaiting.on(longest);
        return told > applied;
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
    public News news(long applied) throws SQLException {
        note("hear");
        return new News(last, timeline, applied == last ? ImmutableList.of() : changed, all);
    }

    @Override
    public Renewal renew(UUID node, long applied, String heardAt) throws SQLException {
        note("renew, confirming " + applied + (heardAt.equals(timeline) ? "" : " of another server"));
        onTheWay.run();
        boolean joined = beats.computeIfPresent(node, (id, beat) -> beat + 1) != null;
        ImmutableList<TokenFingerprint> after = applied == last ? ImmutableList.of() : changed;
        return new Renewal(joined, new News(last, timeline, after, all), Instant.now());
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
