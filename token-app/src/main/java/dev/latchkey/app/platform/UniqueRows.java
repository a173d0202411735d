package dev.latchkey.app.platform;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Writing what a unique constraint may refuse. */
final class UniqueRows {

    /** SQLSTATE of both databases for a second row with the same unique value. */
    private static final String UNIQUE_VIOLATION = "23505";

    private UniqueRows() {}

    /** What {@code write} gives; nothing where a row with its unique value is there, and all is rolled back then. */
    static <T> Optional<T> write(Handle handle, Supplier<T> write) {
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
}
