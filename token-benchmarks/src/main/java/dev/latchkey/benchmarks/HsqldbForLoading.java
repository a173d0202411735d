package dev.latchkey.benchmarks;

import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * An HSQLDB database set up to be filled: with a cache for as many rows as the heap takes, as the index of fingerprints is filled in
 * a random order, and without a log. Closing it leaves the database with the settings that it had.
 */
final class HsqldbForLoading implements AutoCloseable {

    /** What a row and its index nodes take in the heap, about. */
    private static final int ROW_BYTES = 1_500;

    private static final int MAX_ROWS = 16 << 20;

    private final Database database;
    private final String cacheRows;
    private final String cacheSize;

    private HsqldbForLoading(Database database, String cacheRows, String cacheSize) {
        this.database = database;
        this.cacheRows = cacheRows;
        this.cacheSize = cacheSize;
    }

    static HsqldbForLoading open(DatabaseOptions options) {
        String cacheRows;
        String cacheSize;
        // HSQLDB takes the size of its cache when it opens the file.
        try (Database database = Database.open(options)) {
            cacheRows = property(database, "hsqldb.cache_rows");
            cacheSize = property(database, "hsqldb.cache_size");
            long rows = Math.min(MAX_ROWS, Runtime.getRuntime().maxMemory() / ROW_BYTES);
            set(database, "CACHE ROWS " + Math.max(rows, Long.parseLong(cacheRows)));
            set(database, "CACHE SIZE " + MAX_ROWS);
        }
        Database database = Database.open(options);
        set(database, "LOG FALSE");
        return new HsqldbForLoading(database, cacheRows, cacheSize);
    }

    Database database() {
        return database;
    }

    /** Writes all that the cache holds. */
    @Override
    public void close() {
        try (database) {
            set(database, "LOG TRUE");
            set(database, "CACHE ROWS " + cacheRows);
            set(database, "CACHE SIZE " + cacheSize);
        }
    }

    private static void set(Database database, String setting) {
        database.transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("SET FILES " + setting);
            }
        });
    }

    private static String property(Database database, String name) {
        String sql =
                "SELECT property_value FROM information_schema.system_properties WHERE property_name = '" + name + "'";
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        });
    }
}
