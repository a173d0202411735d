package dev.latchkey.persistence;

import com.google.common.collect.ImmutableTable;
import dev.latchkey.token.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Which versions of which sets of tables a database has, and by which scripts they were made. */
final class TableHistory {

    static final String CREATE = "CREATE TABLE IF NOT EXISTS latchkey.migrations (table_set VARCHAR(100) NOT NULL,"
            + " version INTEGER NOT NULL, checksum VARCHAR(64) NOT NULL, PRIMARY KEY (table_set, version))";

    private static final String SELECT = "SELECT table_set, version, checksum FROM latchkey.migrations";
    private static final String INSERT =
            "INSERT INTO latchkey.migrations (table_set, version, checksum) VALUES (?, ?, ?)";

    static final TableHistory EMPTY = new TableHistory(ImmutableTable.of());

    /** The checksum of each version of each set. */
    private final ImmutableTable<String, Integer, String> checksums;

    private TableHistory(ImmutableTable<String, Integer, String> checksums) {
        this.checksums = checksums;
    }

    /** Reads the history of all sets, in one statement. */
    static TableHistory read(Connection connection) throws SQLException {
        ImmutableTable.Builder<String, Integer, String> checksums = ImmutableTable.builder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT)) {
            while (rows.next()) {
                checksums.put(rows.getString(1), rows.getInt(2), rows.getString(3));
            }
        }
        return new TableHistory(checksums.build());
    }

    static void add(Connection connection, TableSet set, int version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, set.name());
            insert.setInt(2, version);
            insert.setString(3, set.checksum(version));
            insert.executeUpdate();
        }
    }

    /**
     * Returns which version of a set there is, 0 if none.
     *
     * @throws StorageException if another program made it: a newer one, or one with other scripts
     */
    int version(TableSet set) {
        Map<Integer, String> versions = checksums.row(set.name());
        for (Map.Entry<Integer, String> made : versions.entrySet()) {
            int version = made.getKey();
            if (version > set.version()) {
                throw new StorageException("the database has version " + version + " of the tables " + set.name()
                        + ", and this program knows no more than version " + set.version()
                        + ": start the newer program that made it");
            }
            if (!made.getValue().equals(set.checksum(version))) {
                throw new StorageException("version " + version + " of the tables " + set.name()
                        + " was made by another script than this program has: start the program that made it");
            }
        }
        return versions.size();
    }
}
