package dev.latchkey.demo.environment;

import dev.latchkey.demo.DemoPlatform;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresqlEnvironmentsTest extends EnvironmentsContract {

    private static EmbeddedPostgres server;
    private static Database database;

    @BeforeAll
    static void open() throws IOException {
        server = EmbeddedPostgres.builder().start();
        database = Database.open(DatabaseOptions.at(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres")
                .migrations(DemoPlatform.SCHEMA, DemoPlatform.class));
    }

    @AfterAll
    static void close() throws IOException {
        database.close();
        server.close();
    }

    @Override
    Database database() {
        return database;
    }
}
