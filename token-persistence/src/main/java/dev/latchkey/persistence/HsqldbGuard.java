package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hsqldb.lib.FrameworkLogger;
import org.hsqldb.lib.SimpleLog;

/**
 * Sees what HSQLDB keeps to itself: it acknowledges a commit whose write the disk refused, and no more than logs a
 * warning. From such a warning on nothing is acknowledged any more, until the database is opened anew and has only what
 * is on the disk.
 *
 * <p>It listens as the filter of HSQLDB's logger, which stays where a program reads its logging configuration again (as a
 * handler does not).
 */
final class HsqldbGuard implements WriteGuard, Filter, AutoCloseable {

    /** A checkpoint of HSQLDB writes its files anew beside the old ones. */
    private static final long NEEDED_SPACE = 64L << 20;

    private static final String PROBE = "Latchkey listens";

    private final Logger logger;
    private final LongSupplier usableSpace;
    private volatile boolean hasHeard;
    private volatile boolean hasFailed;

    private HsqldbGuard(Logger logger, LongSupplier usableSpace) {
        this.logger = logger;
        this.usableSpace = usableSpace;
    }

    /**
     * Listens to the database of this unique name.
     *
     * @throws StorageException if its failures could not be heard of
     */
    static HsqldbGuard of(String database, LongSupplier usableSpace) {
        String context = "hsqldb.db." + database;
        Logger logger = Logger.getLogger(context + "." + SimpleLog.logTypeName);
        HsqldbGuard guard = new HsqldbGuard(logger, usableSpace);
        logger.setLevel(Level.WARNING);
        logger.setFilter(guard);
        FrameworkLogger.getLog(SimpleLog.logTypeName, context).warning(PROBE);
        if (!guard.hasHeard) {
            throw new StorageException("HSQLDB logs to Log4j, where its failed writes cannot be seen:"
                    + " take Log4j off the class path, or use PostgreSQL");
        }
        return guard;
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (PROBE.equals(entry.getMessage())) {
            hasHeard = true;
            return false;
        }
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            hasFailed = true;
        }
        return true;
    }

    @Override
    public void beforeWrite() {
        checkFailure();
        if (usableSpace.getAsLong() < NEEDED_SPACE) {
            throw new StorageException("less than 64 MiB of the disk are free: nothing is written until there is more");
        }
    }

    @Override
    public void afterCommit() {
        checkFailure();
    }

    private void checkFailure() {
        if (logger.getFilter() != this || !logger.isLoggable(Level.WARNING)) {
            hasFailed = true;
        }
        if (hasFailed) {
            throw new StorageException("the disk has refused a write: nothing is written until the next start");
        }
    }

    boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public void close() {
        logger.setFilter(null);
    }
}
