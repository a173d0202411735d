package dev.latchkey.persistence;

import com.google.common.collect.ImmutableSet;
import java.sql.SQLTransientConnectionException;

/** What a PostgreSQL server, or the driver, says if that is out of reach: SQLSTATEs of PostgreSQL, appendix A. */
final class Outages {

    /** Class 08, connection exception. */
    private static final String CONNECTION = "08";

    /** The server is ending or starting: admin_shutdown, crash_shutdown, cannot_connect_now. */
    private static final ImmutableSet<String> ENDING = ImmutableSet.of("57P01", "57P02", "57P03");

    /** lock_not_available and query_canceled: what others wait for as well that wait for a standby. */
    private static final ImmutableSet<String> WAITING = ImmutableSet.of("55P03", "57014");

    private Outages() {}

    /** Whether there is no connection to the server, or no longer. A pool says so too that has waited for one in vain. */
    static boolean isLost(Exception e) {
        String state = Transactions.sqlState(e);
        return state.startsWith(CONNECTION) || ENDING.contains(state) || e instanceof SQLTransientConnectionException;
    }

    /** Whether a statement waited for too long. */
    static boolean isWaiting(Exception e) {
        return WAITING.contains(Transactions.sqlState(e));
    }
}
