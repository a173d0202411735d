package dev.latchkey.demo.marketplace;

import dev.latchkey.demo.DemoPlatform;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class HsqldbStoresTest extends StoresContract {

    private static Database database;

    @BeforeAll
    static void open(@TempDir Path directory) {
        database = Database.open(
                DatabaseOptions.inDirectory(directory).migrations(DemoPlatform.SCHEMA, DemoPlatform.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    Database database() {
        return database;
    }
}
