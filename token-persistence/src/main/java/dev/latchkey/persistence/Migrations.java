package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings tables up to date, each owner's by a history of its own, so that they evolve apart. */
final class Migrations {

    private Migrations() {}

    /** Latchkey's own tables. */
    static void runOwn(DataSource dataSource, DatabaseKind kind) {
        run(dataSource, kind.migrations("dev/latchkey/persistence"), "latchkey_schema_history");
    }

    /** The tables of who uses this module. */
    static void runApplications(DataSource dataSource, DatabaseKind kind, String location) {
        run(dataSource, kind.migrations(location), "app_schema_history");
    }

    private static void run(DataSource dataSource, String location, String history) {
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + location)
                    .failOnMissingLocations(true)
                    .table(history)
                    // The schema has tables of others, and none of this history yet.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StorageException("the tables cannot be brought up to date from " + location, e);
        }
    }
}
