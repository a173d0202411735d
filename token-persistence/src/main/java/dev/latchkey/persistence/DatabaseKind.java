package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the databases. All statements are common to them; their tables are made by migrations for each. */
enum DatabaseKind {
    HSQLDB {
        @Override
        void configure(HikariConfig pool) {
            // A connection is an object in this process: it neither ages nor breaks.
            pool.setMaxLifetime(0);
        }

        @Override
        ImmutableList<String> beginMigration(String schema) {
            return ImmutableList.of("CREATE SCHEMA IF NOT EXISTS " + schema);
        }

        @Override
        boolean isMissingTable(SQLException e) {
            return "3F000".equals(e.getSQLState()) || "42501".equals(e.getSQLState());
        }
    },
    POSTGRESQL {
        @Override
        void configure(HikariConfig pool) {
            pool.addDataSourceProperty("ApplicationName", "latchkey");
            pool.addDataSourceProperty("connectTimeout", "10");
            // Nothing else ends a commit that waits for a standby which is gone.
            pool.addDataSourceProperty("socketTimeout", "30");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            // The details quote rows, among them password hashes.
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            // An acknowledged commit is on disk, whatever the server's default; where that is stricter, it stays.
            pool.setConnectionInitSql("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
        }

        /** The schema is looked for first: {@code IF NOT EXISTS} alone asks for the right to make one even where it is there. */
        @Override
        ImmutableList<String> beginMigration(String schema) {
            return ImmutableList.of(
                    "SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")",
                    "DO $$ BEGIN IF to_regnamespace('" + schema + "') IS NULL THEN CREATE SCHEMA " + schema
                            + "; END IF; END $$");
        }

        @Override
        boolean isMissingTable(SQLException e) {
            return "42P01".equals(e.getSQLState());
        }
    };

    /** Any number that other programs on the same database hardly take: "latchkey" in ASCII. */
    private static final long MIGRATION_LOCK = 0x6c61_7463_686b_6579L;

    abstract void configure(HikariConfig pool);

    /** What a migration begins with, so that this process alone is at it and the schema is there. */
    abstract ImmutableList<String> beginMigration(String schema);

    /** Whether a query failed because its table, or the schema of that, does not exist. */
    abstract boolean isMissingTable(SQLException e);

    /** Which directory has its scripts of SQL. */
    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }
}
