package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The one way to the database: every statement of this module and its users runs in here. */
final class Transactions {

    private static final int ATTEMPTS = 10;

    /** SQLSTATE class 40, transaction rollback (ISO/IEC 9075-2, table 38): a deadlock, or another one was first. */
    private static final String ROLLED_BACK = "40";

    private final Jdbi jdbi;
    private final WriteGuard guard;

    private final ThreadLocal<@Nullable Boolean> writing = new ThreadLocal<>();

    Transactions(Jdbi jdbi, WriteGuard guard) {
        this.jdbi = jdbi;
        this.guard = guard;
    }

    <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(handle -> {
                // Within a transaction of the same thread JDBI gives that one's handle.
                if (!handle.isInTransaction()) {
                    handle.setReadOnly(true);
                }
                return query.apply(handle);
            });
        } catch (JdbiException e) {
            throw failure("read", e);
        }
    }

    /** Within another write of the same thread, a part of that one: it is that one which is tried again and committed. */
    <T> T write(Function<Handle, T> change) {
        if (writing.get() != null) {
            return jdbi.withHandle(change::apply);
        }
        guard.beforeWrite();
        writing.set(Boolean.TRUE);
        try {
            T result = commit(change);
            guard.afterCommit();
            return result;
        } finally {
            writing.remove();
        }
    }

    private <T> T commit(Function<Handle, T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(change::apply);
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !sqlState(e).startsWith(ROLLED_BACK)) {
                    throw failure("write", e);
                }
                pause(attempt);
            }
        }
    }

    /** For a random while, so that those in each other's way do not meet again. */
    private static void pause(int attempt) {
        long bound = TimeUnit.MILLISECONDS.toNanos(1L << attempt);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(bound));
    }

    /** The SQLSTATE of the failure, empty where it has none. */
    static String sqlState(JdbiException failure) {
        SQLException cause = sqlException(failure);
        return cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** JDBI's own exceptions quote statements with what is bound to them, among that password hashes: they stay here. */
    private static StorageException failure(String what, JdbiException e) {
        SQLException cause = sqlException(e);
        String message = "the database failed to " + what + " (SQLSTATE \"" + sqlState(e) + "\")";
        return cause == null ? new StorageException(message) : new StorageException(message, cause);
    }

    private static @Nullable SQLException sqlException(JdbiException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof BatchUpdateException batch && batch.getNextException() != null
                ? batch.getNextException()
                : (SQLException) cause;
    }
}
