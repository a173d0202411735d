package dev.latchkey.demo.storage;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import dev.latchkey.persistence.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The platform's own tables, which are asked by JDBI on the database's connections. */
public final class DemoTables {

    /** SQLSTATE of both databases for a second row with the same unique value. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** SQLSTATE of both databases for a row that refers to one that is not there. */
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** The connection that a thread opens a handle on, for no longer than that takes. */
    private static final ThreadLocal<@Nullable Connection> LENT = new ThreadLocal<>();

    private final Database database;

    /** One for all calls: it keeps what it has parsed and looked up, which would take several times as long as the statements. */
    private final Jdbi jdbi = Jdbi.create(new LentConnections());

    public DemoTables(Database database) {
        this.database = database;
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    }

    /** Returns the result of a query that changes nothing. */
    public <T> T read(Function<Handle, T> query) {
        return database.read(connection -> with(connection, query));
    }

    /** Makes a change in one transaction, or in none if it throws or rolls the handle back. It may run more than once. */
    public <T> T transaction(Function<Handle, T> change) {
        return database.transaction(connection -> with(connection, change));
    }

    /** The transaction is the database's to end, and the connection's to close, and not the handle's. */
    private <T> T with(Connection connection, Function<Handle, T> work) {
        try (Handle handle = open(connection)) {
            return work.apply(handle);
        }
    }

    private Handle open(Connection connection) {
        LENT.set(connection);
        try {
            return jdbi.open();
        } finally {
            LENT.remove();
        }
    }

    /** Takes the connection that {@link #open} has lent to this thread, and leaves it open. */
    private static final class LentConnections implements ConnectionFactory {

        @Override
        public Connection openConnection() {
            return requireNonNull(LENT.get());
        }

        @Override
        public void closeConnection(Connection connection) {}
    }

    /**
     * Returns what {@code write} gives within a transaction, or empty if a row with its unique value is there: then all of the
     * transaction is rolled back.
     */
    public static <T> Optional<T> unlessTaken(Handle handle, Supplier<T> write) {
        try {
            return Optional.of(write.get());
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                handle.rollback();
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Makes a change in one transaction, unless what its rows belong to is gone: then nothing is changed, and it is false. */
    public boolean unlessGone(Function<Handle, ?> change) {
        try {
            Object unused = transaction(change);
            return true;
        } catch (RuntimeException e) {
            if (Throwables.getCausalChain(e).stream()
                    .anyMatch(cause ->
                            cause instanceof SQLException sql && FOREIGN_KEY_VIOLATION.equals(sql.getSQLState()))) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Maps the keys that an insert made to its id, which is the first column of every table here. HSQLDB finds no column by its name
     * where the machine's language is Turkish.
     */
    public static int generatedId(ResultSet row, StatementContext context) throws SQLException {
        return row.getInt(1);
    }

    /** Returns an instant as it is bound to a statement: with its zone, and cut to the microsecond, as both databases keep it. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
