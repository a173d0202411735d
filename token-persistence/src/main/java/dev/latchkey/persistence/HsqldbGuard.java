package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import dev.latchkey.token.StorageFullException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.hsqldb.Database;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.lib.SimpleLog;
import org.hsqldb.persist.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sees what HSQLDB keeps to itself: it acknowledges a commit whose write the disk refused, and no more than logs a
 * warning. From such a warning on nothing is acknowledged any more, until the database is opened anew and has only what
 * is on the disk.
 *
 * <p>It listens as the database's own log, which HSQLDB writes to whatever logging libraries there are.
 */
final class HsqldbGuard implements WriteGuard {

    private static final long MEBIBYTE = 1L << 20;

    /** A checkpoint of HSQLDB writes its files anew beside the old ones. */
    private static final long SPACE_TO_GROW = 64 * MEBIBYTE;

    /** For a whole log of 10 MB, which is how much HSQLDB writes before a checkpoint makes it short again, and that checkpoint. */
    private static final long SPACE_TO_REMOVE = 16 * MEBIBYTE;

    private static final String PROBE = "Latchkey listens";

    private final Logger hsqldb;
    private final SimpleLog log = new ListeningLog();
    private final LongSupplier usableSpace;
    private volatile boolean hasHeard;
    private volatile boolean hasFailed;

    private HsqldbGuard(Logger hsqldb, LongSupplier usableSpace) {
        this.hsqldb = hsqldb;
        this.usableSpace = usableSpace;
    }

    static Database database(Connection connection) throws SQLException {
        return ((Session) connection.unwrap(JDBCConnection.class).getSession()).getDatabase();
    }

    /**
     * Listens to a database.
     *
     * @throws StorageException if its failures could not be heard of
     */
    static HsqldbGuard of(Database database, LongSupplier usableSpace) {
        HsqldbGuard guard = new HsqldbGuard(database.logger, usableSpace);
        guard.hsqldb.appLog = guard.log;
        guard.hsqldb.logWarningEvent(PROBE, new IllegalStateException(PROBE));
        if (!guard.hasHeard) {
            throw new StorageException("HSQLDB does not tell of its failed writes");
        }
        return guard;
    }

    private void hear(int level, String message, @Nullable Throwable cause) {
        if (message.equals(PROBE)) {
            hasHeard = true;
        } else if (level <= SimpleLog.LOG_WARNING) {
            hasFailed = true;
            LoggerFactory.getLogger(HsqldbGuard.class).error("HSQLDB: {}", message, cause);
        }
    }

    @Override
    public void beforeGrowth() {
        checkFailure();
        requireSpace(SPACE_TO_GROW, "the rest is kept for revoking and removing");
    }

    @Override
    public void beforeRemoval() {
        checkFailure();
        requireSpace(SPACE_TO_REMOVE, "nothing is written until there is more");
    }

    private void requireSpace(long bytes, String consequence) {
        if (usableSpace.getAsLong() < bytes) {
            throw new StorageFullException(
                    "the disk is full: less than " + bytes / MEBIBYTE + " MiB of it are free, " + consequence);
        }
    }

    @Override
    public void afterCommit() {
        checkFailure();
    }

    private void checkFailure() {
        if (hsqldb.appLog != log) {
            hasFailed = true;
        }
        if (hasFailed) {
            throw new StorageException("the disk has refused a write: nothing is written until the next start");
        }
    }

    boolean hasFailed() {
        return hasFailed;
    }

    /** A log that writes nothing, and tells the guard what it is given. */
    private final class ListeningLog extends SimpleLog {

        ListeningLog() {
            super(null, LOG_NONE, false);
        }

        @Override
        public synchronized void logContext(int level, String message) {
            hear(level, message, null);
        }

        @Override
        public synchronized void logContext(int level, String prefix, String message, String suffix) {
            hear(level, prefix + " " + message + " " + suffix, null);
        }

        @Override
        public synchronized void logContext(@Nullable Throwable cause, String message, int level) {
            hear(level, message, cause);
        }
    }
}
