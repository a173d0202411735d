package dev.latchkey.persistence;

import com.google.common.base.Suppliers;
import dev.latchkey.persistence.Database.SqlWork;
import dev.latchkey.token.OutcomeUnknownException;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.UndecidedException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The one way to the database: every statement of this module and its users runs in here. */
final class Transactions implements AutoCloseable {

    private static final int ATTEMPTS = 10;

    /** SQLSTATE class 40, transaction rollback (ISO/IEC 9075-2, table 38): a deadlock, or another one was first. */
    private static final String ROLLED_BACK = "40";

    /** The one SQLSTATE of that class that leaves open whether the transaction was committed. */
    static final String COMPLETION_UNKNOWN = "40003";

    /** SQLSTATE class 08, connection exception (ISO/IEC 9075-2, table 38). */
    private static final String CONNECTION_LOST = "08";

    /** Reads one row at most. */
    private static final String LOOK = "SELECT id FROM latchkey.tokens ORDER BY id FETCH FIRST 1 ROWS ONLY";

    private final Connections connections;

    /** Made when it is first asked: authorizing needs none, and a start need not wait for it. */
    private final Supplier<Jdbi> jdbi;

    private final WriteGuard guard;
    private final Revocations revocations;
    private final String begin;
    private volatile boolean isClosed;

    /** @param begin a statement that each transaction begins with; empty for none */
    Transactions(Connections connections, WriteGuard guard, String begin, Revocations revocations) {
        this.connections = connections;
        this.jdbi = Suppliers.memoize(() -> jdbi(connections));
        this.guard = guard;
        this.revocations = revocations;
        this.begin = begin;
    }

    private static Jdbi jdbi(Connections connections) {
        Jdbi jdbi = Jdbi.create(connections);
        jdbi.getConfig(Handles.class).setForceEndTransactions(false); // the connections see to it, and never throw
        return jdbi;
    }

    /** Asks one statement that changes nothing, with nothing between it and the driver. */
    <T> T ask(SqlWork<T> query) {
        requireOpen();
        try {
            return connections.call(query);
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    /** Asks one statement whether something holds that a call depends on: never a server that no longer knows. */
    <T> T decide(Decision<T> decision) {
        requireOpen();
        try {
            return revocations.decide(connections, decision);
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    <T> T read(HandleCallback<T, SQLException> query) {
        requireOpen();
        try {
            return jdbi.get().withHandle(handle -> {
                handle.setReadOnly(true);
                return query.withHandle(handle);
            });
        } catch (JdbiException | SQLException e) {
            throw failure("read", e);
        }
    }

    /** Makes a change that may need more of the disk. */
    <T> T write(HandleCallback<T, SQLException> change) {
        requireOpen();
        guard.beforeGrowth();
        return commit(change);
    }

    /** Makes a change that takes rights or rows away, which is done on a disk that has no room for others. */
    <T> T shrink(HandleCallback<T, SQLException> change) {
        requireOpen();
        guard.beforeRemoval();
        return commit(change);
    }

    /** A change of what others may have looked up. */
    @FunctionalInterface
    interface Revoking<T extends @Nullable Object> {

        /**
         * Makes it.
         *
         * @param revoked is to be told of it
         */
        T on(Handle handle, Revoked revoked) throws SQLException;
    }

    /** Makes a change, as {@link #write}, that returns when nobody goes by what was there before. */
    <T> T write(Revoking<T> change) {
        requireOpen();
        guard.beforeGrowth();
        return revoke(change);
    }

    /** The same as {@link #shrink}. */
    <T> T shrink(Revoking<T> change) {
        requireOpen();
        guard.beforeRemoval();
        return revoke(change);
    }

    private <T> T revoke(Revoking<T> change) {
        Revoked revoked = new Revoked();
        T result;
        try {
            result = commit(handle -> {
                revoked.clear();
                T made = change.on(handle, revoked);
                revocations.record(handle.getConnection(), revoked);
                return made;
            });
        } finally {
            revocations.tell(revoked); // also if it failed: it may be committed all the same
        }
        revocations.await(revoked);
        return result;
    }

    /** Throws a {@link StorageException} if nothing more can be written, for now or at all. */
    void checkWritable(SqlWork<Optional<String>> obstacle) {
        requireOpen();
        guard.beforeGrowth();
        ask(obstacle).ifPresent(why -> {
            throw new StorageException(why);
        });
    }

    /** Throws a {@link StorageException} if nothing can be read, or what was acknowledged may not be kept. */
    void checkReadable() {
        requireOpen();
        guard.beforeRemoval();
        boolean unused = decide(new Decision<>(LOOK, query -> {}, ResultSet::next));
    }

    /** Throws a {@link StorageException} after {@link #close}. */
    void requireOpen() {
        if (isClosed) {
            throw new StorageException("the database is closed");
        }
    }

    private <T> T commit(HandleCallback<T, SQLException> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = jdbi.get().withHandle(handle -> commit(handle, change));
                guard.afterCommit();
                return result;
            } catch (JdbiException | SQLException e) {
                if (attempt == ATTEMPTS || !wasRolledBack(e)) {
                    throw failure("write", e);
                }
                pause(attempt);
            }
        }
    }

    /** Commits as the last thing that can fail. Without a commit, closing the handle rolls back. */
    private <T> T commit(Handle handle, HandleCallback<T, SQLException> change) throws SQLException {
        Connection connection = handle.getConnection();
        connection.setAutoCommit(false);
        begin(connection);
        T result = change.withHandle(handle);
        if (!connection.getAutoCommit()) { // a rollback by JDBI has turned it on again
            keep(connection);
        }
        return result;
    }

    private static void keep(Connection connection) throws SQLException {
        try {
            connection.clearWarnings();
            connection.commit();
            StandbyWait.requireNotCancelled(connection.getWarnings());
        } catch (SQLException e) {
            String state = sqlState(e);
            if (state.equals(COMPLETION_UNKNOWN) || state.startsWith(CONNECTION_LOST)) {
                throw new OutcomeUnknownException(
                        "it is not known whether the change was made: the database did not confirm the commit (SQLSTATE \""
                                + state + "\")",
                        e);
            }
            throw e;
        }
    }

    private void begin(Connection connection) throws SQLException {
        if (!begin.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(begin);
            }
        }
    }

    private static boolean wasRolledBack(Exception failure) {
        String state = sqlState(failure);
        return state.startsWith(ROLLED_BACK) && !state.equals(COMPLETION_UNKNOWN);
    }

    /** For a random while, so that those in each other's way do not meet again. */
    private static void pause(int attempt) {
        long bound = TimeUnit.MILLISECONDS.toNanos(1L << attempt);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(bound));
    }

    /** Returns the SQLSTATE of a failure, empty if it has none. */
    static String sqlState(Exception failure) {
        SQLException cause = sqlException(failure);
        return cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** JDBI's own exceptions quote statements with what is bound to them, among that password hashes: they stay here. */
    private StorageException failure(String what, Exception e) {
        SQLException cause = sqlException(e);
        if (cause != null && revocations.isOutage(cause)) {
            return new UndecidedException(
                    "the database is out of reach for the moment, and nothing was changed: try again in a second",
                    cause);
        }
        String message = "the database failed to " + what + " (SQLSTATE \"" + sqlState(e) + "\")";
        return cause == null ? new StorageException(message) : new StorageException(message, cause);
    }

    private static @Nullable SQLException sqlException(Exception failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof BatchUpdateException batch && batch.getNextException() != null
                ? batch.getNextException()
                : (SQLException) cause;
    }

    Revocations revocations() {
        return revocations;
    }

    /** Refuses every call from now on. */
    @Override
    public void close() {
        isClosed = true;
    }
}
