package dev.latchkey.persistence;

import dev.latchkey.persistence.NodeStatements.News;
import dev.latchkey.persistence.NodeStatements.Renewal;
import dev.latchkey.token.StorageException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A connection that a node has for itself, to speak to the other nodes. Used by one thread, but for {@link #abort}. */
interface NodeConnection {

    /** Whether the server tells of revisions now. */
    boolean isTold();

    /** Has the server tell of revisions, or tell no more. Does nothing if its notifications don't come through. */
    void listen(boolean wanted) throws SQLException;

    /**
     * Waits until the server tells of a revision that comes after another, or the time has passed.
     *
     * @return whether it told
     */
    boolean awaitRevision(long applied, Duration longest) throws SQLException;

    /** The timeline of the server. One that is promoted begins another. */
    String timeline() throws SQLException;

    /** The lease of the nodes that are there. */
    Duration leaseOfOthers() throws SQLException;

    /**
     * Adds a node, and returns the newest revision, up to which it keeps nothing.
     *
     * @throws StorageException if there are nodes with which it can't go together
     */
    long join(UUID node, Duration lease) throws SQLException;

    /** What came after {@code applied}; renews nothing. */
    News news(long applied) throws SQLException;

    /** Raises the node's beat, confirms {@code applied} if the server has that timeline, and returns what came after it. */
    Renewal renew(UUID node, long applied, String timeline) throws SQLException;

    /** The beats of all nodes. */
    Map<UUID, Long> beats() throws SQLException;

    /** Removes a node that has not beaten since; returns whether it did. */
    boolean reap(UUID node, long beat) throws SQLException;

    /** Removes what all nodes have confirmed. */
    void removeConfirmed() throws SQLException;

    /** Removes the node. */
    void leave(UUID node) throws SQLException;

    /** Gives the connection back as it came. */
    void giveBack() throws SQLException;

    /** Ends it, whatever it is doing. */
    void abort();
}
