package dev.latchkey.persistence;

import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Writing what a unique constraint may refuse. */
final class UniqueRows {

    /** SQLSTATE of both databases for a second row with the same unique value. */
    private static final String UNIQUE_VIOLATION = "23505";

    private UniqueRows() {}

    static <T> Optional<T> write(Handle handle, Supplier<T> write) {
        try {
            return Optional.of(write.get());
        } catch (UnableToExecuteStatementException e) {
            if (Transactions.sqlState(e).equals(UNIQUE_VIOLATION)) {
                handle.rollback();
                return Optional.empty();
            }
            throw e;
        }
    }
}
