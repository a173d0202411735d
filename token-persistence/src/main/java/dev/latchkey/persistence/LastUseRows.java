package dev.latchkey.persistence;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.latchkey.token.LastUse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How last uses are kept in the table {@code tokens}, by the numbers of its rows. */
final class LastUseRows {

    private static final String LATER = "(last_used_at IS NULL OR last_used_at < ";

    private static final String KEEP_EACH = "UPDATE latchkey.tokens SET last_used_at = :at, last_used_from = :address,"
            + " last_used_by = :userAgent WHERE id = :id AND " + LATER + ":at)";

    /** Two who keep uses of the same tokens, in whatever order, never wait for each other. Returned is what is left to be kept. */
    private static final String KEEP_FREE =
            "WITH given AS (SELECT * FROM unnest(?::int[], ?::timestamptz[], ?::text[], ?::text[]) AS g (row, at, address, agent)),"
                    + " free AS (SELECT t.id FROM latchkey.tokens t JOIN given ON t.id = row WHERE " + LATER + "at)"
                    + " ORDER BY t.id FOR NO KEY UPDATE OF t SKIP LOCKED),"
                    + " kept AS (UPDATE latchkey.tokens t SET last_used_at = at, last_used_from = address, last_used_by = agent"
                    + " FROM given JOIN free ON free.id = row WHERE t.id = row RETURNING t.id)"
                    + " SELECT t.id FROM latchkey.tokens t JOIN given ON t.id = row WHERE " + LATER + "at)"
                    + " AND t.id NOT IN (SELECT id FROM kept)";

    private LastUseRows() {}

    /** Keeps those that are later, and waits for rows that others hold. */
    static void keepEach(Handle handle, ImmutableSortedMap<Integer, LastUse> uses) {
        PreparedBatch batch = handle.prepareBatch(KEEP_EACH);
        uses.forEach((row, use) -> batch.bind("id", row)
                .bind("at", Sql.utc(use.at()))
                .bind("address", Sql.address(use.client().address()))
                .bind("userAgent", Sql.userAgent(use.client().userAgent()))
                .add());
        int[] unused = batch.execute();
    }

    /**
     * Keeps those that are later, of rows that nobody holds. The commit does not wait for the disk: a use of the last second is not worth that.
     *
     * @return the rows whose uses are later, and were not kept
     */
    static ImmutableSet<Integer> keepFree(Connection connection, ImmutableSortedMap<Integer, LastUse> uses)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = off");
        }
        try (PreparedStatement statement = connection.prepareStatement(KEEP_FREE)) {
            statement.setArray(1, connection.createArrayOf("int4", uses.keySet().toArray()));
            setArray(statement, 2, "timestamptz", uses, use -> Sql.utc(use.at()));
            setArray(statement, 3, "text", uses, use -> Sql.address(use.client().address()));
            setArray(
                    statement,
                    4,
                    "text",
                    uses,
                    use -> Sql.userAgent(use.client().userAgent()));
            ImmutableSet.Builder<Integer> held = ImmutableSet.builder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getInt(1));
                }
            }
            return held.build();
        }
    }

    private static void setArray(
            PreparedStatement statement,
            int parameter,
            String type,
            ImmutableSortedMap<Integer, LastUse> uses,
            Function<LastUse, Object> value)
            throws SQLException {
        Object[] values = uses.values().stream().map(value).toArray();
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
    }
}
