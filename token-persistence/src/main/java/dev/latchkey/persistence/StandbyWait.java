package dev.latchkey.persistence;

import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** Whether a commit has waited for the standby that must have it. */
final class StandbyWait {

    /** SQLSTATE of a warning of no particular kind: PostgreSQL has no other for a wait that was cancelled. */
    private static final String WARNING = "01000";

    private StandbyWait() {}

    /**
     * Looks at what came with the answer to a commit. When somebody cancels its wait for the standby, PostgreSQL answers that it was made, and only
     * warns: it was made there, and is lost if the standby takes over. The text of the warning is in the server's language.
     *
     * @throws SQLException of the SQLSTATE that says that its end is not known
     */
    static void requireNotCancelled(@Nullable SQLWarning first) throws SQLException {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            if (WARNING.equals(warning.getSQLState())) {
                throw new SQLException(warning.getMessage(), Transactions.COMPLETION_UNKNOWN, warning);
            }
        }
    }
}
